import { useMemo, useState } from "react";
import { useAnnounce } from "../parts/announce.ts";
import { ErrorNotice } from "../parts/ErrorNotice.tsx";
import { Page } from "../parts/Page.tsx";
import { Pager } from "../parts/Pager.tsx";
import { EventFilterForm } from "./EventFilterForm.tsx";
import { EventTable } from "./EventTable.tsx";
import { useEventFilters } from "./eventFilters.ts";
import { useLiveEvents } from "./useLiveEvents.ts";
import { useNewRows } from "./useNewRows.ts";

/** The ledger: what Clerk sent and what came of it, newest first, as it happens. */
export function EventsPage() {
  const [filters, change] = useEventFilters();
  const [isLive, setLive] = useState(true);
  const isFirstPage = !filters.cursor;
  const ledger = useLiveEvents(filters, isLive && isFirstPage);
  const { events, isSettled, nextCursor, unreadable, error, refetch } = ledger;
  const announce = useAnnounce();
  const ids = useMemo(() => (isSettled ? events?.map((it) => it.svixId) : undefined), [events, isSettled]);
  const fresh = useNewRows(ids, JSON.stringify(filters), (count) =>
    announce(count === 1 ? "One new event" : `${count} new events`),
  );

  return (
    <Page title="Events" aside={<LiveSwitch isLive={isLive} isFirstPage={isFirstPage} onChange={setLive} />}>
      <EventFilterForm filters={filters} onChange={change} />
      {error && <ErrorNotice error={error} onRetry={refetch} />}
      {!events && !error && <p role="status">Reading the ledger…</p>}
      {events && (
        <>
          <EventTable events={events} fresh={fresh} hasMore={nextCursor !== null} />
          {unreadable > 0 && <p>{`${unreadable} entries can’t be read, and are left out.`}</p>}
        </>
      )}
      <Pager of="events" nextCursor={events && nextCursor} />
    </Page>
  );
}

interface LiveSwitchProps {
  isLive: boolean;
  isFirstPage: boolean;
  onChange: (isLive: boolean) => void;
}

function LiveSwitch({ isLive, isFirstPage, onChange }: LiveSwitchProps) {
  return (
    <label className="check live" data-on={isLive && isFirstPage ? "" : undefined}>
      <input type="checkbox" checked={isLive} onChange={(event) => onChange(event.target.checked)} />
      <span>{isFirstPage ? "Live" : "Live on the newest page"}</span>
    </label>
  );
}
