import type { DriftKind } from "@buildappswith/profile-sync-react";

/** A drift kind in words. */
export interface DriftWords {
  /** A word or two, for tables. */
  short: string;
  /** What it means. */
  means: string;
  /** What to do, or what happens by itself. */
  next: string;
}

/** Every drift kind in words. */
export const DRIFT_WORDS: Record<DriftKind, DriftWords> = {
  unknown: {
    short: "not on record",
    means: "Clerk knows this person, and the platform has no record of them.",
    next: "The next run makes one. If their event should have come long ago: “Missed events” in the runbook.",
  },
  differs: {
    short: "fields differ",
    means: "The platform’s record and Clerk say different things.",
    next: "The next run repairs it. If it comes back: “Drift” in the runbook.",
  },
  conflict: {
    short: "address taken",
    means:
      "Somebody else on the platform holds this person’s email address, so the record is kept without it.",
    next: "Find out who gives the address up: “Conflicts” in the runbook.",
  },
  gone: {
    short: "gone from Clerk",
    means: "The platform has a record of this person, and Clerk has no such user any more.",
    next: "A full run deletes the record, unless too many are gone at once: “Delete brake” in the runbook.",
  },
  failed: {
    short: "repair failed",
    means: "The record differs, and a run could not put it right.",
    next: "Send their last event again from the Clerk Dashboard; the processor’s log says why it fails: “Drift” in the runbook.",
  },
  unlinked: {
    short: "no Clerk user",
    means: "This person was imported and has not signed in through Clerk yet.",
    next: "Nothing to do: they are linked when somebody with their verified address signs in.",
  },
  unpushed: {
    short: "not told to Clerk",
    means: "An edit made here has not reached Clerk yet.",
    next: "It is sent again by the next run. If it waits for long: “Push backlog” in the runbook.",
  },
};
