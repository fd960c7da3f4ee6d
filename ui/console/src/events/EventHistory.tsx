import type { Event } from "@buildappswith/profile-sync-react";
import { Time } from "../parts/Time.tsx";
import { between, lengthOf } from "../words/times.ts";

/** What happened to an event, step by step. */
export function EventHistory({ event }: { event: Event }) {
  const after = (time: string) => `${lengthOf(between(event.receivedAt, time))} after`;
  return (
    <section className="section" aria-labelledby="history">
      <h2 id="history">History</h2>
      <ol className="timeline">
        <li>
          <strong>Received</strong>
          <Time at={event.receivedAt} />
          <span>Its signature was right, and it was put on the queue.</span>
        </li>
        {event.lastAttemptAt && (
          <li>
            <strong>{event.attempts === 1 ? "Tried once" : `Tried ${event.attempts} times`}</strong>
            <Time at={event.lastAttemptAt} />
            <span>{`The last try was ${after(event.lastAttemptAt)}.`}</span>
          </li>
        )}
        <Outcome event={event} after={after} />
      </ol>
    </section>
  );
}

function Outcome({ event, after }: { event: Event; after: (time: string) => string }) {
  if (event.status === "failed") {
    return (
      <li className="bad">
        <strong>Failed</strong>
        <span>{event.error ?? "The processor’s log says why."}</span>
      </li>
    );
  }
  return (
    <li className="good">
      <strong>{event.outcome ?? event.status}</strong>
      {event.processedAt && <Time at={event.processedAt} />}
      <span>
        {event.outcome && (OUTCOMES[event.outcome] ?? "")}{" "}
        {event.processedAt && `Settled ${after(event.processedAt)}.`}
      </span>
    </li>
  );
}

const OUTCOMES: Partial<Record<string, string>> = {
  created: "It made the record.",
  linked: "It joined an imported record with its Clerk user.",
  updated: "It changed the record.",
  deleted: "It deleted the record.",
  signed_in: "It noted the sign-in.",
  unchanged: "The record said all of it already.",
  conflict: "Somebody else holds the address: see “Conflicts” in the runbook.",
  duplicate: "It had been applied before, so nothing changed.",
  superseded: "A later change had been applied before, so nothing changed.",
  ignored: "The platform has no use for events of this type.",
};
