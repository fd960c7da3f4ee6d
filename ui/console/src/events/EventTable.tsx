import type { EventSummary } from "@buildappswith/profile-sync-react";
import { memo } from "react";
import { Link, useLocation } from "react-router";
import { Columns } from "../parts/Columns.tsx";
import { Nothing } from "../parts/Nothing.tsx";
import { StateLabel } from "../parts/StateLabel.tsx";
import { Time } from "../parts/Time.tsx";
import { between, lengthOf } from "../words/times.ts";
import { STATUS_KINDS } from "./statusKinds.ts";

interface EventTableProps {
  events: readonly EventSummary[];
  /** The ids of those that have just come. */
  fresh: ReadonlySet<string>;
  /** Whether older pages follow; an empty page may still have some behind it. */
  hasMore: boolean;
}

/** A page of the ledger. A row opens its event. */
export function EventTable({ events, fresh, hasMore }: EventTableProps) {
  if (events.length === 0) {
    return (
      <p className="empty">
        {hasMore
          ? "Nothing in this stretch of the ledger; older pages may have some."
          : "No event fits. Loosen the filters, or wait."}
      </p>
    );
  }
  return (
    <section className="table-wrap" aria-label="Events, newest first">
      <table className="fits">
        <Columns
          words={["Received", "Status", "Type", "Outcome", "User"]}
          numbers={["Settled after", "Tries"]}
        />
        <tbody>
          {events.map((event) => (
            <Row key={event.svixId} event={event} isFresh={fresh.has(event.svixId)} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const Row = memo(function Row({ event, isFresh }: { event: EventSummary; isFresh: boolean }) {
  const { search } = useLocation();
  const settled = event.processedAt && lengthOf(between(event.receivedAt, event.processedAt));
  return (
    <tr className="opens" data-fresh={isFresh ? "" : undefined}>
      <td className="nowrap">
        <Time at={event.receivedAt} />
      </td>
      <td>
        <StateLabel kind={STATUS_KINDS[event.status]}>{event.status}</StateLabel>
      </td>
      <th scope="row" className="type">
        <Link data-row="" className="opener" to={`/events/${encodeURIComponent(event.svixId)}${search}`}>
          {event.eventType ?? "unreadable"}
        </Link>
      </th>
      <td className="outcome" title={event.error ?? undefined}>
        {event.outcome ?? event.error ?? <Nothing />}
      </td>
      <td className="id">{event.clerkId ?? event.userId ?? <Nothing word="nobody" />}</td>
      <td className="number">{settled ?? <Nothing word="not settled" />}</td>
      <td className="number">{event.attempts}</td>
    </tr>
  );
});
