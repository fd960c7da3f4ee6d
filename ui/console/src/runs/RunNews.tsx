import type { Run } from "@buildappswith/profile-sync-react";
import { Age } from "../parts/Age.tsx";
import { Notice } from "../parts/Notice.tsx";

/** How a run goes or ended, in words, with what to do. */
export function RunNews({ run }: { run: Run }) {
  if (run.state === "open") return <UnderWay run={run} />;
  if (run.state === "stopped") {
    return (
      <Notice kind="bad" title="It stopped before its end">
        <p>{run.note ?? "It did not say why: look at the reconciler’s log."}</p>
        <p>
          Nothing is lost: the next run begins anew. “Failed runs” in the runbook (infra/README.md) says what
          to look at.
        </p>
      </Notice>
    );
  }
  if (run.note) {
    return (
      <Notice kind="attention" title="Finished, with something to know">
        <p>{run.note}</p>
        {run.note.includes("allowDeletes") && (
          <p>Before you let it delete: “Delete brake” in the runbook (infra/README.md).</p>
        )}
      </Notice>
    );
  }
  return <Finished run={run} />;
}

function UnderWay({ run }: { run: Run }) {
  return (
    <div className="notice quiet progress-note">
      <progress aria-label="The run is under way" />
      <p role="status">{`Under way: ${run.counts.compared} compared, ${run.counts.drifted} differ.`}</p>
      <p className="small">
        Last heard of <Age of={run.updatedAt} />
      </p>
    </div>
  );
}

function Finished({ run: { counts, dryRun } }: { run: Run }) {
  if (counts.drifted === 0) return <Notice kind="good" title="Finished: both sides say the same" />;
  if (dryRun) {
    return (
      <Notice kind="attention" title={`Finished: ${counts.drifted} differ`}>
        This was a dry run, so nothing was changed. Start one that repairs.
      </Notice>
    );
  }
  if (counts.failed > 0) {
    return (
      <Notice kind="bad" title={`Finished: ${counts.failed} of ${counts.drifted} could not be repaired`}>
        See why in the list below, and “Drift” in the runbook (infra/README.md).
      </Notice>
    );
  }
  return (
    <Notice kind="good" title={`Finished: ${counts.repaired} of ${counts.drifted} repaired`}>
      {counts.missed > 0 &&
        `${counts.missed} should have come by an event: “Missed events” in the runbook (infra/README.md).`}
    </Notice>
  );
}
