import type { EventSummary } from "@buildappswith/profile-sync-react";
import type { Attempt } from "@profile-sync/simulator";

/** One event on its way from Clerk to the record. */
export interface Flow {
  /** The `svix-id`: the same for every copy and attempt. */
  id: string;
  /** Null when what came could not be read that far. */
  eventType: string | null;
  /** Clerk's id of whom it is about. */
  clerkId: string | null;
  /** When it was first seen, in milliseconds. */
  seenAt: number;
  /** How it was delivered, in order. Empty when somebody else than the simulator sent it. */
  attempts: Attempt[];
  /** What the ledger says; null until it says something. */
  event: EventSummary | null;
  stage: Stage;
  /** How many deliveries came after one had been taken. They change nothing. */
  duplicates: number;
  /** From the delivery that was taken to the write, in milliseconds; null until then. */
  tookMs: number | null;
}

/**
 * Where an event stands: `lost` (no delivery got through), `retrying` (Clerk tries again), `givenUp`, `queued` (taken,
 * nothing in the ledger yet), or `settled` (the ledger has it).
 */
export type Stage = "lost" | "retrying" | "givenUp" | "queued" | "settled";

/** Joins what Clerk delivered with what the ledger says of it, newest first. */
export function flows(attempts: readonly Attempt[], events: readonly EventSummary[]): Flow[] {
  const attemptsOf = byMessage(attempts);
  const eventOf = new Map(events.map((it) => [it.svixId, it]));
  const ids = new Set([...attemptsOf.keys(), ...eventOf.keys()]);
  return [...ids]
    .map((id) => flow(id, attemptsOf.get(id) ?? [], eventOf.get(id) ?? null))
    .sort((one, other) => other.seenAt - one.seenAt);
}

function byMessage(attempts: readonly Attempt[]): Map<string, Attempt[]> {
  const groups = new Map<string, Attempt[]>();
  for (const attempt of attempts) {
    const group = groups.get(attempt.messageId);
    if (group) group.push(attempt);
    else groups.set(attempt.messageId, [attempt]);
  }
  return groups;
}

function flow(id: string, unordered: readonly Attempt[], event: EventSummary | null): Flow {
  const attempts = unordered.toSorted((one, other) => one.at - other.at);
  const taken = attempts.filter((it) => it.outcome === "taken");
  return {
    id,
    eventType: attempts[0]?.eventType ?? event?.eventType ?? null,
    clerkId: attempts[0]?.userId ?? event?.clerkId ?? null,
    seenAt: attempts[0]?.at ?? (event ? Date.parse(event.receivedAt) : 0),
    attempts,
    event,
    stage: event ? "settled" : stage(attempts),
    duplicates: Math.max(0, taken.length - 1),
    tookMs: took(attempts, event),
  };
}

function stage(attempts: readonly Attempt[]): Stage {
  if (attempts.some((it) => it.outcome === "taken")) return "queued";
  const last = attempts.at(-1)?.outcome;
  if (last === "failed") return "retrying";
  return last === "givenUp" ? "givenUp" : "lost";
}

/** From the delivery to the write. One whose answer got lost counts too: it was received all the same. */
function took(attempts: readonly Attempt[], event: EventSummary | null): number | null {
  if (!event?.processedAt) return null;
  const written = Date.parse(event.processedAt);
  const delivered = attempts.find((it) => it.outcome !== "dropped" && it.at <= written);
  return written - (delivered?.at ?? Date.parse(event.receivedAt));
}
