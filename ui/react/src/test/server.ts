/** A server for tests: the profile API in memory, with a log of what was asked and faults on demand. */

import type { BuilderPatch } from "../api/types.ts";
import { patched } from "../profile/patch.ts";
import { problem } from "./answers.ts";
import { MemoryApi } from "./api.ts";
import type { Person } from "./people.ts";

/** Takes a request before the server does; what it returns is the answer. */
export type Interception = (request: Request) => Response | Promise<Response> | undefined;

/** A server that knows some people. Its address is {@link ProfileServer.url}. */
export class ProfileServer {
  readonly url = "https://api.test";
  /** What was asked, such as `GET /v1/me`, with the token. */
  readonly requests: { line: string; token: string | null; ifMatch: string | null }[] = [];
  /** Whether every token is refused, as when the session has ended. */
  isSessionOver = false;
  readonly #people: Map<string, Person>;
  readonly #api: MemoryApi;
  readonly #interceptions: Interception[] = [];

  constructor(...people: Person[]) {
    this.#people = new Map(people.map((it) => [it.user.id, it]));
    this.#api = new MemoryApi(this.#people);
  }

  /** Has admins asked to prove who they are. A token that ends with `fresh` does. */
  set asksForProof(asks: boolean) {
    this.#api.asksForProof = asks;
  }

  /** Somebody's record, to look at and to change behind everybody's back. */
  person(id: string): Person {
    const found = this.#people.get(id);
    if (!found) throw new Error(`nobody is called ${id}`);
    return found;
  }

  /** Changes a builder's profile as somebody else's edit does. */
  edit(id: string, patch: BuilderPatch): void {
    const it = this.person(id);
    if (it.builder) it.builder = { ...patched(it.builder, patch), version: (it.builder.version ?? 0) + 1 };
  }

  /** Has the next request that begins with `line` taken by `interception`. */
  next(line: string, interception: Interception): void {
    const once: Interception = (request) => {
      if (!lineOf(request).startsWith(line)) return undefined;
      this.#interceptions.splice(this.#interceptions.indexOf(once), 1);
      return interception(request);
    };
    this.#interceptions.push(once);
  }

  /** Lets the next request that begins with `line` be done, and its answer wait until it is let go. */
  hold(line: string): () => void {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    this.next(line, async (request) => {
      const answer = await this.#api.answer(request);
      await held;
      return answer;
    });
    return letGo;
  }

  /** How often something was asked. */
  count(line: string): number {
    return this.requests.filter((it) => it.line === line).length;
  }

  /** What is passed as `fetch`. */
  readonly fetch = async (request: Request): Promise<Response> => {
    const { headers, signal } = request;
    const token = headers.get("Authorization")?.replace("Bearer ", "") ?? null;
    this.requests.push({ line: lineOf(request), token, ifMatch: headers.get("If-Match") });
    if (this.isSessionOver && token) return problem(401, "bad_token");
    for (const interception of [...this.#interceptions]) {
      const answer = await interception(request);
      if (answer) return answer;
    }
    await Promise.resolve();
    signal.throwIfAborted();
    return this.#api.answer(request);
  };
}

function lineOf(request: Request): string {
  return `${request.method} ${new URL(request.url).pathname}`;
}
