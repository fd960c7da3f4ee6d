import { SEEDED } from "@profile-sync/simulator";
import { DEMO } from "./addresses.ts";
import { clerk } from "./clerk.ts";

/** Whoever asks; Noor, an admin, unless it is said. */
interface Asking {
  /** Clerk's id; null is the public. */
  as?: string | null;
  body?: unknown;
}

/** An answer of the API. */
export interface Answer {
  status: number;
  /** What came, or `{}`. */
  content: Record<string, unknown>;
}

/** One request to the profile API, past every page. */
export async function ask(method: string, path: string, { as = SEEDED.noor.clerkId, body }: Asking = {}) {
  const headers: Record<string, string> = { "if-match": "*" };
  if (as) headers.authorization = `Bearer ${await clerk.token(as)}`;
  if (body)
    headers["content-type"] = method === "PATCH" ? "application/merge-patch+json" : "application/json";
  const answer = await fetch(`${DEMO}v1${path}`, {
    method,
    headers,
    body: body ? JSON.stringify(body) : null,
  });
  const text = await answer.text();
  const content: Answer["content"] = text ? JSON.parse(text) : {};
  return { status: answer.status, content } satisfies Answer;
}

/** What an admin gets to see; throws when that is refused. */
export async function read(path: string): Promise<Answer["content"]> {
  return done(await ask("GET", path), path);
}

/** Changes a builder's profile, as somebody else does who is faster than the page. */
export async function patchBuilder(userId: string, body: Record<string, unknown>): Promise<void> {
  const path = `/builders/${userId}`;
  done(await ask("PATCH", path, { body }), path);
}

/** Sets somebody's roles, as an admin does elsewhere. */
export async function setRoles(userId: string, roles: string[]): Promise<void> {
  const path = `/users/${userId}/roles`;
  done(await ask("PUT", path, { body: { roles } }), path);
}

function done({ status, content }: Answer, path: string): Answer["content"] {
  if (status >= 400) throw new Error(`${path} was answered with ${status}: ${content.detail}`);
  return content;
}
