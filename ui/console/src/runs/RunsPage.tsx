import { Link, useSearchParams } from "react-router";
import { ErrorNotice } from "../parts/ErrorNotice.tsx";
import { Page } from "../parts/Page.tsx";
import { Pager } from "../parts/Pager.tsx";
import { useStandingError } from "../parts/useStandingError.ts";
import { RunTable } from "./RunTable.tsx";
import { useRuns } from "./useRuns.ts";

/** The reconciliations: what each walk through Clerk's users found and repaired. */
export function RunsPage() {
  const [search] = useSearchParams();
  const runs = useRuns(20, search.get("cursor"));
  const error = useStandingError(runs);
  return (
    <Page
      title="Reconciliations"
      aside={
        <Link className="button primary" to="/reconciliations/new">
          Start a run
        </Link>
      }
    >
      {runs.isPending && !error && <p role="status">Reading the runs…</p>}
      {error && <ErrorNotice error={error} onRetry={runs.refetch} />}
      {runs.data && (
        <>
          <RunTable runs={runs.data.runs} hasMore={runs.data.nextCursor !== null} />
          {runs.data.unreadable > 0 && (
            <p>{`${runs.data.unreadable} entries can’t be read, and are left out.`}</p>
          )}
        </>
      )}
      <Pager of="runs" nextCursor={runs.data?.nextCursor} />
    </Page>
  );
}
