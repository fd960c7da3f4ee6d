import type { DeliveryMode, FaultRule } from "@profile-sync/simulator";
import type { Tone } from "../flow/words.ts";

/** How things stand with Clerk. */
export interface Now {
  mode: DeliveryMode;
  faults: readonly FaultRule[];
  /** How many webhooks are held back. */
  held: number;
}

/** How webhooks go, in one sentence. */
export function webhooksInWords({ mode, held }: Now): { text: string; tone: Tone } {
  if (mode.state === "drop") return { text: "Webhooks are cut off.", tone: "bad" };
  if (mode.state === "hold") return { text: `Webhooks are held back: ${waiting(held)}.`, tone: "wait" };
  if (mode.dropPercent > 0) return { text: `${mode.dropPercent} of 100 webhooks get lost.`, tone: "bad" };
  if (mode.copies > 1) return { text: `Each webhook comes ${mode.copies} times.`, tone: "wait" };
  if (mode.timeoutMs < 1000) return { text: "Answers to webhooks get lost.", tone: "wait" };
  if (mode.delayMs + mode.spreadMs > 0) return { text: "Webhooks come late.", tone: "wait" };
  return { text: "Webhooks go through.", tone: "good" };
}

/** How Clerk's API is, in one sentence. */
export function apiInWords({ faults }: Now): { text: string; tone: Tone } {
  if (hasFault(faults, "down")) return { text: "Clerk's API is down.", tone: "bad" };
  if (hasFault(faults, "wrongKey")) return { text: "Clerk's API refuses the key.", tone: "bad" };
  if (hasFault(faults, "slow")) return { text: "Clerk's API is slow.", tone: "wait" };
  return faults.length > 0
    ? { text: "Something is wrong with Clerk's API.", tone: "wait" }
    : { text: "Clerk's API is up.", tone: "good" };
}

/** Whether a fault of that kind is in force. */
export function hasFault(faults: readonly FaultRule[], kind: FaultRule["fault"]["kind"]): boolean {
  return faults.some((it) => it.fault.kind === kind);
}

function waiting(held: number): string {
  return held === 1 ? "1 waits" : `${held} wait`;
}
