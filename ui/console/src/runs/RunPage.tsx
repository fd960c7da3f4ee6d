import type { RunReport } from "@buildappswith/profile-sync-react";
import { useSearchParams } from "react-router";
import { ErrorNotice } from "../parts/ErrorNotice.tsx";
import { Notice } from "../parts/Notice.tsx";
import { Page } from "../parts/Page.tsx";
import { isNotFound } from "../words/problems.ts";
import { DriftSection } from "./DriftSection.tsx";
import { FieldSection } from "./FieldSection.tsx";
import { RunFacts } from "./RunFacts.tsx";
import { RunNews } from "./RunNews.tsx";
import { useRun } from "./useRun.ts";

/** One reconciliation: how it goes or went, and what it found. */
export function RunPage({ id }: { id: string }) {
  const [search] = useSearchParams();
  const { run, isStarting } = useRun(id, search.get("cursor"));
  return (
    <Page title="Reconciliation" back={{ to: "/reconciliations", name: "All runs" }}>
      {run.isPending && !isStarting && <p role="status">Reading the run…</p>}
      {isStarting && (
        <Notice kind="quiet" title="Starting…">
          It begins once no other run is at work. This page shows when it does.
        </Notice>
      )}
      {run.isError && !isStarting && <Missing id={id} error={run.error} onRetry={run.refetch} />}
      {run.data && <Report run={run.data} />}
    </Page>
  );
}

function Report({ run }: { run: RunReport }) {
  return (
    <>
      <RunNews run={run} />
      <RunFacts run={run} />
      <FieldSection fields={run.fields} />
      <DriftSection run={run} />
    </>
  );
}

function Missing({ id, error, onRetry }: { id: string; error: Error; onRetry: () => void }) {
  if (!isNotFound(error)) return <ErrorNotice error={error} onRetry={onRetry} />;
  return (
    <Notice kind="attention" title="There is no such run" onRetry={onRetry}>
      It never began, or is older than the 30 days that runs are kept. Was it started a while ago? Another run
      may have been at work: start it again. Id: <code>{id}</code>
    </Notice>
  );
}
