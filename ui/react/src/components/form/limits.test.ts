import { describe, expect, it } from "vitest";
import contract from "../../../../../functions/profile-api/openapi.json";
import { LIMITS } from "./limits.ts";

const { BuilderPatch, ClientPatch } = contract.components.schemas;
const builder = BuilderPatch.properties;
const client = ClientPatch.properties;
const work = builder.portfolioItems.items.properties;

describe("the limits are the contract's", () => {
  it.each([
    ["bio", LIMITS.bio, builder.bio.maxLength],
    ["headline", LIMITS.headline, builder.headline.maxLength],
    ["tagline", LIMITS.tagline, builder.tagline.maxLength],
    ["availability", LIMITS.availability, builder.availability.maxLength],
    ["displayName", LIMITS.displayName, builder.displayName.maxLength],
    ["domains", LIMITS.entries, builder.domains.maxItems],
    ["a domain", LIMITS.entry, builder.domains.items.maxLength],
    ["topSkills", LIMITS.entries, builder.topSkills.maxItems],
    ["a skill", LIMITS.entry, builder.topSkills.items.maxLength],
    ["expertiseAreas", LIMITS.entries, builder.expertiseAreas.maxItems],
    ["an area", LIMITS.entry, builder.expertiseAreas.items.maxLength],
    ["portfolioItems", LIMITS.entries, builder.portfolioItems.maxItems],
    ["a work's title", LIMITS.title, work.title.maxLength],
    ["a work's description", LIMITS.description, work.description.maxLength],
    ["a work's link", LIMITS.link, work.url.maxLength],
    ["a work's picture", LIMITS.link, work.imageUrl.maxLength],
    ["socialLinks", LIMITS.entries, builder.socialLinks.maxProperties],
    ["a site's name", LIMITS.name, builder.socialLinks.propertyNames.maxLength],
    ["a social link", LIMITS.link, builder.socialLinks.additionalProperties.maxLength],
    ["companyName", LIMITS.companyName, client.companyName.maxLength],
    ["industry", LIMITS.industry, client.industry.maxLength],
    ["projectPreferences", LIMITS.entries, client.projectPreferences.maxProperties],
    ["a topic", LIMITS.name, client.projectPreferences.propertyNames.maxLength],
    ["a preference", LIMITS.preference, client.projectPreferences.additionalProperties.maxLength],
  ])("%s", (_, ours, theirs) => {
    expect(theirs).toBe(ours);
  });

  it("all works together, in bytes", () => {
    expect(builder.portfolioItems.items.description).toContain(`${LIMITS.portfolioBytes} bytes`);
  });

  it("the address of a profile", () => {
    const pattern = new RegExp(builder.slug.pattern);
    expect(pattern.source).toContain(`{${LIMITS.shortestSlug},${LIMITS.slug}}`);
  });

  it("the shortest name", () => {
    const pattern = new RegExp(builder.displayName.pattern);
    expect(pattern.test("x".repeat(LIMITS.shortestDisplayName))).toBe(true);
  });

  it("the highest price", () => {
    const numbers = builder.hourlyRate.oneOf.find((it) => it.type === "integer");
    expect(numbers?.maximum).toBe(LIMITS.rate);
  });
});

describe("the form has every field that can be edited", () => {
  it("of a builder", async () => {
    const { schema } = await import("../profile-edit-form/schema.ts");
    const { messages } = await import("../profile-edit-form/messages.ts");
    expect(Object.keys(messages.labels).sort()).toEqual(Object.keys(builder).sort());
    expect(
      schema
        .safeParse({})
        .error?.issues.map((it) => it.path[0])
        .sort(),
    ).toEqual(Object.keys(builder).sort());
  });

  it("of a client", async () => {
    const { messages } = await import("../client-edit-form/messages.ts");
    expect(Object.keys(messages.labels).sort()).toEqual(Object.keys(client).sort());
  });
});
