import type { Attempt } from "@profile-sync/simulator";
import type { Flow, Stage } from "./flow.ts";

/** How something went, as colour and sign show it. */
export type Tone = "good" | "quiet" | "wait" | "bad";

/** What came of an event, in words. */
export interface Words {
  title: string;
  /** Why, in one sentence; ends with the rule. */
  why: string;
  tone: Tone;
}

const OUTCOMES: Record<string, Words> = {
  created: { title: "Record made", why: "Nobody knew this person yet.", tone: "good" },
  linked: {
    title: "Linked",
    why: "Clerk verified the address of a record that was imported (R17).",
    tone: "good",
  },
  updated: { title: "Applied", why: "It was later than what the record said (R2).", tone: "good" },
  deleted: {
    title: "Deleted",
    why: "The record stays as a tombstone; address and name are gone (R16).",
    tone: "good",
  },
  signed_in: { title: "Sign-in noted", why: "The latest sign-in moved forward (R13).", tone: "good" },
  unchanged: { title: "Nothing new", why: "The event was new, what it says was not.", tone: "quiet" },
  conflict: {
    title: "Applied but for the address",
    why: "Somebody else holds that address (R18).",
    tone: "wait",
  },
  duplicate: { title: "Duplicate", why: "The record says so already; nothing changed (R2).", tone: "quiet" },
  superseded: {
    title: "Superseded",
    why: "Something later had been applied before it (R2, R3).",
    tone: "quiet",
  },
  ignored: {
    title: "Ignored",
    why: "Events of this type say nothing that the record keeps (R13).",
    tone: "quiet",
  },
};

const STAGES: Record<Exclude<Stage, "settled">, Words> = {
  lost: { title: "Lost", why: "No delivery got through: the platform wasn't told (R24).", tone: "bad" },
  retrying: { title: "Tried again", why: "No answer in time: Clerk will deliver it again.", tone: "wait" },
  givenUp: { title: "Given up", why: "The last of eight attempts failed too (R24).", tone: "bad" },
  queued: { title: "In the queue", why: "Received, and about to be applied.", tone: "wait" },
};

/** What came of that event. */
export function wordsOf({ event, stage }: Flow): Words {
  if (stage !== "settled") return STAGES[stage];
  if (event?.status === "failed") {
    return { title: "Failed", why: event.error ?? "It could not be applied.", tone: "bad" };
  }
  const outcome = event?.outcome ?? "";
  return OUTCOMES[outcome] ?? { title: outcome, why: "", tone: "quiet" };
}

/** What the copies did that came after the first; null when there were none. */
export function duplicatesInWords(duplicates: number): string | null {
  if (duplicates === 0) return null;
  return duplicates === 1
    ? "1 duplicate changed nothing (R1)"
    : `${duplicates} duplicates changed nothing (R1)`;
}

/** What was answered to one delivery, short enough for a label. */
export function answerInWords({ outcome, status, error }: Attempt): { text: string; tone: Tone } {
  switch (outcome) {
    case "taken":
      return { text: `${status ?? ""} taken`.trim(), tone: "good" };
    case "dropped":
      return { text: "lost", tone: "bad" };
    case "failed":
      return { text: `${status ?? error ?? "no answer"}`, tone: "wait" };
    case "givenUp":
      return { text: `${status ?? error ?? "no answer"}, given up`, tone: "bad" };
  }
}
