import { lazy, Suspense } from "react";
import { Age } from "../parts/Age.tsx";
import { ErrorNotice } from "../parts/ErrorNotice.tsx";
import { Notice } from "../parts/Notice.tsx";
import { Page } from "../parts/Page.tsx";
import { useStandingError } from "../parts/useStandingError.ts";
import { useRuns } from "../runs/useRuns.ts";
import { CheckCard } from "./CheckCard.tsx";
import { type Check, checksOf } from "./checks.ts";
import { DriftTable } from "./DriftTable.tsx";
import { toPoints } from "./points.ts";
import { useSyncStatus } from "./useSyncStatus.ts";

// The chart library is as large as everything else together.
const DriftCharts = lazy(() => import("./DriftCharts.tsx"));

/** How the sync is, and what to do where it isn't well. */
export function HealthPage() {
  const status = useSyncStatus();
  const error = useStandingError(status);
  return (
    <Page title="Health" aside={status.data && <CheckedAt at={status.data.checkedAt} />}>
      {status.isPending && !error && <p role="status">Looking…</p>}
      {error && <ErrorNotice error={error} onRetry={status.refetch} />}
      {status.data && <Checks checks={checksOf(status.data, Date.parse(status.data.checkedAt))} />}
      <DriftOverTime />
    </Page>
  );
}

function CheckedAt({ at }: { at: string }) {
  return (
    <p className="small">
      Checked <Age of={at} />
    </p>
  );
}

function Checks({ checks }: { checks: Check[] }) {
  const wanting = checks.filter((check) => check.kind !== "good");
  const isBad = wanting.some((check) => check.kind === "bad");
  const names = wanting.map((check) => check.name.toLowerCase()).join(", ");
  return (
    <>
      {wanting.length === 0 ? (
        <Notice kind="good" title="All is well" />
      ) : (
        <Notice kind={isBad ? "bad" : "attention"} title={`Needs you: ${names}`}>
          The runbook is in infra/README.md; each card names its section.
        </Notice>
      )}
      <ul className="cards">
        {checks.map((check) => (
          <CheckCard key={check.name} check={check} />
        ))}
      </ul>
    </>
  );
}

function DriftOverTime() {
  const runs = useRuns(100);
  const error = useStandingError(runs);
  const points = toPoints(runs.data?.runs ?? []);
  return (
    <section className="section" aria-labelledby="drift">
      <h2 id="drift">Drift over time</h2>
      {runs.isPending && !error && <p role="status">Reading the runs…</p>}
      {error && <ErrorNotice error={error} onRetry={runs.refetch} />}
      {runs.data && points.length === 0 && <p className="empty">No run has finished yet.</p>}
      {points.length > 0 && (
        <>
          <Suspense fallback={<p role="status">Drawing…</p>}>
            <DriftCharts points={points} />
          </Suspense>
          <details>
            <summary>{`The same as a table: the last ${points.length} runs`}</summary>
            <DriftTable points={points} />
          </details>
        </>
      )}
    </section>
  );
}
