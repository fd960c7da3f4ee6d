import { describe, expect, it } from "vitest";
import { collisions, isPatched, patched } from "./patch.ts";

const profile = {
  headline: "Engines",
  bio: "Long.",
  hourlyRate: "85.00",
  topSkills: ["Rust"],
  socialLinks: { github: "https://github.com/ada", site: "https://ada.dev" },
  portfolioItems: [{ title: "Engine", description: null, imageUrl: null, url: null }],
};

describe("a profile with a patch", () => {
  it("has what the patch names, and keeps the rest", () => {
    expect(patched(profile, { headline: " Looms ", bio: undefined })).toEqual({
      ...profile,
      headline: "Looms",
    });
  });

  it("is cleared by null, each field to what is empty for it", () => {
    const cleared = { headline: null, topSkills: null, socialLinks: null, hourlyRate: null, bio: " " };
    expect(patched(profile, cleared)).toMatchObject({
      headline: null,
      bio: null,
      hourlyRate: null,
      topSkills: [],
      socialLinks: {},
    });
  });

  it("has maps merged by their members, and lists replaced", () => {
    const patch = { socialLinks: { github: null, x: "https://x.com/ada" }, topSkills: ["Go"] };
    expect(patched(profile, patch)).toMatchObject({
      socialLinks: { site: "https://ada.dev", x: "https://x.com/ada" },
      topSkills: ["Go"],
    });
    expect(patched(profile, patch).socialLinks).not.toHaveProperty("github");
  });

  it("has decimals and pieces of work as the API writes them", () => {
    expect(patched(profile, { hourlyRate: 90 }).hourlyRate).toBe("90.00");
    expect(patched(profile, { hourlyRate: "90.5" }).hourlyRate).toBe("90.50");
    expect(isPatched(profile, { portfolioItems: [{ title: "Engine" }] })).toBe(true);
  });

  it("is as patched when it says that already", () => {
    expect(isPatched(profile, { headline: "Engines", hourlyRate: "85", socialLinks: { x: null } })).toBe(
      true,
    );
    expect(isPatched(profile, { headline: "Looms" })).toBe(false);
  });
});

describe("two edits collide", () => {
  it("where both changed the same field to something else", () => {
    const theirs = patched(profile, { headline: "Theirs", bio: "Same", topSkills: ["Go"] });
    const mine = { headline: "Mine", bio: "Same", hourlyRate: "90" };
    expect(collisions(profile, theirs, mine)).toEqual([
      { field: "headline", base: "Engines", mine: "Mine", theirs: "Theirs" },
    ]);
  });

  it("in a map where both changed the same member", () => {
    const theirs = patched(profile, { socialLinks: { site: "https://theirs.dev" } });
    expect(collisions(profile, theirs, { socialLinks: { github: null } })).toEqual([]);
    const [found] = collisions(profile, theirs, { socialLinks: { site: "https://mine.dev" } });
    expect(found?.mine).toEqual({ github: "https://github.com/ada", site: "https://mine.dev" });
  });
});
