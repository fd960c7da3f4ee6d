import { expect, test } from "vitest";
import { createSimulator, forThePlatform, nameOf, type Person, primaryAddress, rolesOf } from "./index.ts";

const ADA: Person = {
  id: "user_ada",
  first_name: "Ada",
  last_name: null,
  username: "ada",
  image_url: "https://img.clerk.com/a",
  has_image: false,
  email_addresses: [
    { id: "idn_1", email_address: "old@example.com", verification: null },
    { id: "idn_2", email_address: "ada@example.com", verification: { status: "verified" } },
  ],
  primary_email_address_id: "idn_2",
  public_metadata: { roles: ["CLIENT", 7] },
  banned: false,
  locked: false,
  created_at: 1,
  updated_at: 2,
  last_sign_in_at: null,
};

/** A simulator that answers each request with the next of these, and what it was asked. */
function answering(...answers: Response[]) {
  const asked: { method: string | undefined; url: string; body: unknown }[] = [];
  const simulator = createSimulator({
    url: "/clerk/",
    fetch: async (input, init) => {
      const body = typeof init?.body === "string" ? JSON.parse(init.body) : null;
      asked.push({ method: init?.method, url: String(input), body });
      const answer = answers.shift();
      if (!answer) throw new TypeError("connection refused");
      return answer;
    },
  });
  return { simulator, asked };
}

test("a token is asked for with its claims, and comes alone", async () => {
  const { simulator, asked } = answering(Response.json({ token: "eyJ" }));

  expect(await simulator.token("user_ada", { claims: { fva: [60, -1] } })).toBe("eyJ");
  expect(asked).toEqual([
    {
      method: "POST",
      url: "/clerk/_simulator/tokens",
      body: { userId: "user_ada", claims: { fva: [60, -1] } },
    },
  ]);
});

test("people come from Clerk's own API", async () => {
  const { simulator, asked } = answering(Response.json([ADA]));

  expect(await simulator.people()).toEqual([ADA]);
  expect(asked[0]?.url).toMatch(/^\/clerk\/v1\/users\?limit=500/);
});

test("whom Clerk doesn't know is null", async () => {
  const { simulator } = answering(Response.json({ error: "there is no user" }, { status: 404 }));

  expect(await simulator.person("user_nobody")).toBeNull();
});

test.each([
  ["the admin surface", { error: "`copies` must be between 1 and 10" }, "`copies` must be between 1 and 10"],
  ["Clerk's API", { errors: [{ message: "That email address is taken." }] }, "That email address is taken."],
  ["a proxy", "<html>", "The answer was 400."],
])("a refusal of %s is said in its own words", async (_, body, words) => {
  const { simulator } = answering(Response.json(body, { status: 400 }));

  await expect(simulator.setDeliveries({ copies: 0 })).rejects.toMatchObject({ message: words, status: 400 });
});

test("no answer at all is an error without a status", async () => {
  const { simulator } = answering();

  await expect(simulator.deliveries()).rejects.toMatchObject({ name: "SimulatorError", status: null });
});

test("an answer that breaks off is none", async () => {
  const { simulator } = answering(new Response(new ReadableStream({ start: (it) => it.error("cut off") })));

  await expect(simulator.deliveries()).rejects.toMatchObject({ name: "SimulatorError", status: null });
});

test("an answer that is no JSON is an error with its status", async () => {
  const { simulator } = answering(new Response("<html>"));

  await expect(simulator.deliveries()).rejects.toMatchObject({ name: "SimulatorError", status: 200 });
});

test("an id is one segment of a path, whatever is in it", async () => {
  const { simulator, asked } = answering(Response.json({}));

  await simulator.ban("user/../x");
  expect(asked[0]?.url).toBe("/clerk/v1/users/user%2F..%2Fx/ban");
});

test("a fault for the platform leaves the edits of people and the keys of tokens alone", () => {
  const rules = forThePlatform({ kind: "down" });

  expect(rules.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /v1/**",
    "PATCH /v1/users/*/metadata",
  ]);
});

test("name, address and roles are read as the platform reads them", () => {
  expect(nameOf(ADA)).toBe("Ada");
  expect(nameOf({ ...ADA, first_name: null })).toBe("ada");
  expect(primaryAddress(ADA)).toBe("ada@example.com");
  expect(primaryAddress({ ...ADA, primary_email_address_id: null })).toBeNull();
  expect(rolesOf(ADA)).toEqual(["CLIENT"]);
  expect(rolesOf({ ...ADA, public_metadata: {} })).toBeNull();
});
