import { expect, test } from "vitest";
import { aBuilder, aClient, aPerson, aUser, NOW } from "../../test/made.ts";
import {
  type Agreement,
  compare,
  differing,
  type Field,
  type PlatformRecord,
  pendingFields,
} from "./compare.ts";

function record(user = aUser(), builder: PlatformRecord["builder"] = aBuilder()): PlatformRecord {
  return { user, builder, client: aClient() };
}

function agreementOf(field: Field, ...sides: Parameters<typeof compare>): Agreement | undefined {
  return compare(...sides).find((it) => it.field === field)?.agreement;
}

test("nothing differs between two sides that say the same", () => {
  expect(differing(compare(aPerson(), record()))).toBe(0);
});

test.each([
  ["name", { first_name: "Ben" }],
  ["picture", { has_image: true }],
  ["state", { banned: true }],
  ["state", { locked: true }],
  ["roles", { public_metadata: { roles: ["CLIENT"] } }],
  [
    "verifiedEmail",
    { email_addresses: [{ id: "idn_1", email_address: "liam@buildappswith.ai", verification: null }] },
  ],
  ["email", { primary_email_address_id: null }],
] as const)("a change of the %s in Clerk alone is seen", (field, change) => {
  const person = aPerson(JSON.parse(JSON.stringify(change)));

  expect(agreementOf(field, person, record())).toBe("differs");
});

test("addresses are the same whatever their case (R9)", () => {
  expect(agreementOf("email", aPerson(), record(aUser({ email: "Liam@BuildAppsWith.ai" })))).toBe("same");
});

test("roles are the same in any order, and unknown ones don't count (R12)", () => {
  const person = aPerson({ public_metadata: { roles: ["BUILDER", "WIZARD", "CLIENT"] } });

  expect(agreementOf("roles", person, record())).toBe("same");
});

test("a name and roles that Clerk leaves out leave ours as they are (R11, R12)", () => {
  const person = aPerson({ first_name: null, last_name: null, public_metadata: {} });

  expect(agreementOf("name", person, record())).toBe("unsaid");
  expect(agreementOf("roles", person, record())).toBe("unsaid");
});

test("a placeholder is no picture (R11)", () => {
  expect(agreementOf("picture", aPerson({ has_image: false }), record())).toBe("same");
});

test("what Clerk has not been told of yet is on its way, and counts as a difference", () => {
  const since = new Date(NOW).toISOString();
  const builder = aBuilder({ validationTier: 2, pendingPush: { fields: ["validationTier"], since } });
  const ours = record(aUser(), builder);

  expect(pendingFields(ours)).toEqual(["validationTier"]);
  expect(agreementOf("validationTier", aPerson(), ours)).toBe("pending");
  expect(differing(compare(aPerson(), ours))).toBe(1);
});

test("a copy in Clerk that says something else differs; one that was never made doesn't", () => {
  const person = aPerson({ public_metadata: { roles: ["CLIENT", "BUILDER"], validationTier: 3 } });

  expect(agreementOf("validationTier", person, record())).toBe("differs");
  expect(agreementOf("availableForHire", person, record())).toBe("unsaid");
});

test("copies are compared by their value, not by their type", () => {
  const roles = ["CLIENT", "BUILDER"];
  const person = aPerson({
    public_metadata: { roles, validationTier: 1, availableForHire: true, hourlyRate: "95.00" },
  });
  const ours = record(aUser(), aBuilder({ hourlyRate: "95.00" }));

  expect(differing(compare(person, ours))).toBe(0);
});

test("a field of a profile that isn't there has no row", () => {
  const fields = compare(aPerson(), { user: aUser(), builder: null, client: null }).map((it) => it.field);

  expect(fields).toEqual(["name", "email", "verifiedEmail", "picture", "state", "roles"]);
});

test("somebody whom the platform doesn't know differs in all that Clerk says", () => {
  const rows = compare(aPerson(), null).filter((it) => it.agreement === "differs");

  expect(rows.map((it) => it.field)).toEqual(["name", "email", "verifiedEmail", "state", "roles"]);
});

test("a deleted record agrees with somebody whom Clerk doesn't know", () => {
  const gone = aUser({
    status: "deleted",
    email: null,
    emailVerifiedAt: null,
    name: null,
    roles: ["CLIENT"],
  });

  expect(differing(compare(null, record(gone, null)))).toBe(0);
});

test("a record that is still active differs from a deletion in Clerk by its state", () => {
  const rows = compare(null, record()).filter((it) => it.agreement === "differs");

  expect(rows.map((it) => it.field)).toEqual(["state"]);
});

test("nobody on either side is no difference", () => {
  expect(agreementOf("name", null, null)).toBe("same");
});
