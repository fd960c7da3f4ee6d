import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { clerk } from "./clerk.ts";
import { ask, patchBuilder } from "./platform.ts";

/** Somebody of whom both sides know. */
export interface Somebody {
  clerkId: string;
  /** The platform's id. */
  userId: string;
  name: string;
  address: string;
}

/** How long the way from Clerk to the record may take, in milliseconds; on an idle machine it is half a second. */
const ARRIVES_WITHIN = 15_000;

/** Clerk's ids of whom the test has signed up. */
const signedUp: string[] = [];

/** Deletes whom the test has signed up: the demo offers a hundred builders at most. */
export async function sayGoodbye(): Promise<void> {
  // Whom the test has deleted is gone already.
  await Promise.allSettled(signedUp.splice(0).map((id) => clerk.delete(id)));
}

/** A name that nobody had before. */
export function newName(first = "Ida"): { first: string; last: string; address: string } {
  const last = `Vale-${randomBytes(4).toString("hex")}`;
  return { first, last, address: `${first}.${last}@example.com`.toLowerCase() };
}

/** Somebody signs up with Clerk, and the webhook makes their record. */
export async function signUp(roles: string[], { first, last, address } = newName()): Promise<Somebody> {
  const person = await clerk.create({
    first_name: first,
    last_name: last,
    email_address: [address],
    public_metadata: { roles },
  });
  signedUp.push(person.id);
  const userId = await ourId(person.id);
  return { clerkId: person.id, userId, name: `${first} ${last}`, address };
}

/** A builder with a profile that has something in each of its parts. */
export async function signUpBuilder(
  profile: Record<string, unknown> = PROFILE,
  name = newName(),
): Promise<Somebody> {
  const somebody = await signUp(["CLIENT", "BUILDER"], name);
  await patchBuilder(somebody.userId, profile);
  return somebody;
}

/** What a builder's profile says in these tests. */
export const PROFILE = {
  headline: "Assistants for small clinics",
  tagline: "From the first call to the last invoice",
  bio: "I build assistants that answer the phone.\nTwelve clinics use them.",
  topSkills: ["Speech", "Scheduling"],
  domains: ["Health"],
  hourlyRate: "85.00",
  socialLinks: { GitHub: "https://github.com/example" },
  portfolioItems: [
    { title: "Front desk", description: "Takes calls at night.", url: "https://example.com/desk" },
  ],
};

/** The platform's id of a Clerk user, once their webhook has been applied. */
async function ourId(clerkId: string): Promise<string> {
  let id: unknown = null;
  await expect
    .poll(
      async () => {
        // Asking as them would make the record at once, and their webhook would find nothing to do.
        const { content } = await ask("GET", `/users/${clerkId}/comparison`);
        id = content.userId;
        return typeof id;
      },
      { message: `the record of ${clerkId}`, timeout: ARRIVES_WITHIN, intervals: [50, 100, 200] },
    )
    .toBe("string");
  return String(id);
}
