import { type DeliveryMode, forThePlatform, type Simulator } from "@profile-sync/simulator";
import { hasFault, type Now } from "./now.ts";

/** Something that can be made to go wrong, or to go on. */
export interface Trouble {
  id: string;
  label: string;
  /** What will be seen, and why. */
  shows: string;
  start(clerk: Simulator): Promise<unknown>;
  /** Whether it is so now; missing for what happens once. */
  isOn?(now: Now): boolean;
}

function deliver(mode: Partial<DeliveryMode>) {
  return (clerk: Simulator) => clerk.setDeliveries(mode);
}

/** What can happen to webhooks on their way. */
export const WEBHOOK_TROUBLES: readonly Trouble[] = [
  {
    id: "twice",
    label: "Send twice",
    shows: "Each event comes twice. One is applied, the other finds that done and changes nothing (R1).",
    start: deliver({ copies: 2 }),
    isOn: ({ mode }) => mode.copies === 2,
  },
  {
    id: "thrice",
    label: "Send three times",
    shows: "Three at the same moment: one transaction wins, two are duplicates (R1, R5).",
    start: deliver({ copies: 3 }),
    isOn: ({ mode }) => mode.copies === 3,
  },
  {
    id: "hold",
    label: "Hold back",
    shows: "Events wait. Change something a few times, then release them in another order.",
    start: deliver({ state: "hold" }),
    isOn: ({ mode }) => mode.state === "hold",
  },
  {
    id: "reversed",
    label: "Release, last first",
    shows: "The latest change arrives first and wins; the older ones are superseded (R2).",
    start: deliver({ state: "send", release: "reversed" }),
  },
  {
    id: "shuffled",
    label: "Release, shuffled",
    shows: "Whatever the order, the record ends as Clerk has it (R7).",
    start: deliver({ state: "send", release: "shuffled" }),
  },
  {
    id: "delay",
    label: "Delay",
    shows: "Each event comes 1 to 5 seconds late, so quick edits overtake each other (R2).",
    start: deliver({ delayMs: 1000, spreadMs: 4000 }),
    isOn: ({ mode }) => mode.delayMs > 0,
  },
  {
    id: "unanswered",
    label: "Lose answers",
    shows:
      "The platform gets the event, its answer gets lost: Clerk sends again, and nothing is applied twice (R1).",
    start: deliver({ timeoutMs: 5, retryScale: 0.02 }),
    isOn: ({ mode }) => mode.timeoutMs < 1000,
  },
  {
    id: "chance",
    label: "Lose half",
    shows: "Half of the events get lost by chance; both sides differ until a reconciliation looks (R23).",
    start: deliver({ dropPercent: 50 }),
    isOn: ({ mode }) => mode.dropPercent > 0,
  },
  {
    id: "cut",
    label: "Cut off",
    shows: "No event arrives any more; a reconciliation finds what was missed and repairs it (R24).",
    start: deliver({ state: "drop" }),
    isOn: ({ mode }) => mode.state === "drop",
  },
  {
    id: "replay",
    label: "Replay what was lost",
    shows: "Events that nobody took come late; they apply only where they are still news (R2).",
    start: (clerk) => clerk.replay(),
  },
];

/** Webhooks go as they should again. */
export const THROUGH: Trouble = {
  id: "through",
  label: "Let through",
  shows: "Webhooks go through, once each, at once.",
  start: deliver({}),
  isOn: ({ mode }) => isNormal(mode),
};

/** What can happen to Clerk's API. */
export const API_TROUBLES: readonly Trouble[] = [
  {
    id: "down",
    label: "Take down",
    shows: "Edits made on the platform are kept and wait; the pending push goes once Clerk is back (R21).",
    start: (clerk) => clerk.setFaults(forThePlatform({ kind: "down" })),
    isOn: ({ faults }) => hasFault(faults, "down"),
  },
  {
    id: "slow",
    label: "Make slow",
    shows: "Each answer takes two seconds. Webhooks don't wait for it: they carry all they need.",
    start: (clerk) => clerk.setFaults(forThePlatform({ kind: "slow", ms: 2000 })),
    isOn: ({ faults }) => hasFault(faults, "slow"),
  },
  {
    id: "key",
    label: "Refuse the key",
    shows: "Nothing Clerk says is believed: a run stops and says so, and nobody is taken for deleted (R25).",
    start: (clerk) => clerk.setFaults(forThePlatform({ kind: "wrongKey" })),
    isOn: ({ faults }) => hasFault(faults, "wrongKey"),
  },
];

/** Clerk's API answers as it should again. */
export const API_UP: Trouble = {
  id: "up",
  label: "Bring up",
  shows: "Clerk's API answers at once, and what waited for it goes on.",
  start: (clerk) => clerk.setFaults([]),
  isOn: ({ faults }) => faults.length === 0,
};

function isNormal({ state, copies, delayMs, spreadMs, dropPercent, timeoutMs }: DeliveryMode): boolean {
  return state === "send" && copies === 1 && delayMs + spreadMs + dropPercent === 0 && timeoutMs >= 1000;
}
