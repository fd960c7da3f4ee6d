import type { Event } from "@buildappswith/profile-sync-react";
import { Link, useLocation } from "react-router";
import { ErrorNotice } from "../parts/ErrorNotice.tsx";
import { Notice } from "../parts/Notice.tsx";
import { Page } from "../parts/Page.tsx";
import { StateLabel } from "../parts/StateLabel.tsx";
import { isNotFound } from "../words/problems.ts";
import { EventHistory } from "./EventHistory.tsx";
import { RetryNews } from "./RetryNews.tsx";
import { STATUS_KINDS } from "./statusKinds.ts";
import { useRetry } from "./useRetry.ts";

const IF_LOST =
  "The event may be on the queue all the same: reload this page in a minute, and press again only if nothing came of it.";

/** One event: what became of it and when, what came, and another try if it has failed. */
export function EventPage({ id }: { id: string }) {
  const { search } = useLocation();
  const { event, retry, tryAgain, state } = useRetry(id);
  const isFailed = event.data?.status === "failed";
  const mayRetry = isFailed && !retry.isPending && state !== "waiting";
  return (
    <Page title={event.data?.eventType ?? "Event"} back={{ to: `/events${search}`, name: "All events" }}>
      {event.isPending && <p role="status">Reading the event…</p>}
      {isNotFound(event.error) ? (
        <Notice kind="attention" title="There is no such event">
          The ledger forgets events after 30 days, and one that was never accepted isn’t in it. Check the id:{" "}
          <code>{id}</code>
        </Notice>
      ) : (
        event.isError && <ErrorNotice error={event.error} onRetry={event.refetch} />
      )}
      {event.data && (
        <>
          <Facts event={event.data} />
          {/* Whoever pressed the button keeps the focus, also when there is nothing more to retry. */}
          {(isFailed || state !== "none") && (
            <div className="actions">
              <button
                type="button"
                className="button primary"
                aria-disabled={!mayRetry}
                onClick={() => mayRetry && event.data && tryAgain(event.data)}
              >
                Retry
              </button>
            </div>
          )}
          <RetryNews state={retry.isPending ? "waiting" : state} event={event.data} />
          {retry.isError && <ErrorNotice error={retry.error} ifLost={IF_LOST} />}
          <EventHistory event={event.data} />
          <Payload payload={event.data.payload} />
        </>
      )}
    </Page>
  );
}

function Facts({ event }: { event: Event }) {
  const user = event.userId ?? event.clerkId;
  return (
    <dl className="facts">
      <div>
        <dt>Status</dt>
        <dd>
          <StateLabel kind={STATUS_KINDS[event.status]}>{event.status}</StateLabel>
        </dd>
      </div>
      <div>
        <dt>Event</dt>
        <dd className="id">{event.svixId}</dd>
      </div>
      <div>
        <dt>User</dt>
        <dd className="id">
          {user ? <Link to={`/users/${encodeURIComponent(user)}`}>{user}</Link> : "nobody"}
        </dd>
      </div>
      {event.userId && event.clerkId && (
        <div>
          <dt>Clerk’s id</dt>
          <dd className="id">{event.clerkId}</dd>
        </div>
      )}
    </dl>
  );
}

function Payload({ payload }: { payload: Event["payload"] }) {
  return (
    <section className="section" aria-labelledby="payload">
      <h2 id="payload">What came</h2>
      {payload == null ? (
        <p className="empty">It can’t be read any more.</p>
      ) : (
        <details open>
          <summary>The payload, with everything personal masked</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse must be able to scroll it. */}
          <section className="payload" tabIndex={0} aria-label="Payload">
            <pre>{JSON.stringify(payload, null, 2)}</pre>
          </section>
        </details>
      )}
    </section>
  );
}
