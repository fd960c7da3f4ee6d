import type { Person, Simulator } from "@profile-sync/simulator";
import type { PlatformRecord } from "../compare/compare.ts";
import type { Flow } from "../flow/flow.ts";
import type { Platform } from "../platform/platform.ts";

/** What a story works with. */
export interface World {
  clerk: Simulator;
  platform: Platform;
  /** Whom the story is about, by Clerk's id. */
  clerkId: string;
  /** Them on Clerk's side. Rejects when Clerk doesn't know them any more. */
  person(): Promise<Person>;
  /** Them on the platform's side. Rejects when the platform doesn't know them. */
  record(): Promise<PlatformRecord>;
  /** Their events that were first seen then or later, newest first. */
  flowsSince(time: number): Promise<Flow[]>;
  /** Waits so many milliseconds. Rejects at once when the story is stopped. */
  wait(ms: number): Promise<void>;
  /** Looks until there is something, and returns it. Rejects after a while, saying what didn't happen. */
  until<T>(what: string, look: () => Promise<T | null | false | undefined>): Promise<T>;
  /** What somebody else may see: the answer's status. */
  statusFor(clerkId: string | null, path: string): Promise<number>;
}

/** One step of a story: what happens, and how it is done. */
export interface Step {
  says: string;
  /** Does it, and says what was seen. */
  act(world: World): Promise<string>;
}

/** Something worth seeing, told step by step. Whatever it breaks is mended at its end. */
export interface Story {
  id: string;
  title: string;
  /** What it shows, in one sentence. */
  shows: string;
  /** Its steps, which may remember things between each other. */
  begin(): Step[];
}
