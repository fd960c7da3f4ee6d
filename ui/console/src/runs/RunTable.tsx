import type { Run } from "@buildappswith/profile-sync-react";
import { Link } from "react-router";
import { Columns } from "../parts/Columns.tsx";
import { StateLabel } from "../parts/StateLabel.tsx";
import { Time } from "../parts/Time.tsx";
import { between, lengthOf } from "../words/times.ts";
import { kindOf, standingOf } from "./runStates.ts";

/** A page of runs. A row opens its run. */
export function RunTable({ runs, hasMore }: { runs: readonly Run[]; hasMore: boolean }) {
  if (runs.length === 0) {
    return (
      <p className="empty">
        {hasMore
          ? "No runs in these days; older pages may have some."
          : "No run yet. One starts by itself every five minutes, or start one now."}
      </p>
    );
  }
  return (
    <section className="table-wrap" aria-label="Runs, newest first">
      <table>
        <Columns
          words={["Started", "Run", "State"]}
          numbers={["Compared", "Differed", "Repaired", "Missed", "Failed", "Took"]}
        />
        <tbody>
          {runs.map((run) => (
            <Row key={run.runId} run={run} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ run }: { run: Run }) {
  const { kind, word } = standingOf(run);
  const { compared, drifted, repaired, missed, failed } = run.counts;
  return (
    <tr className="opens">
      <td className="nowrap">
        <Time at={run.startedAt} />
      </td>
      <th scope="row">
        <Link data-row="" className="opener" to={`/reconciliations/${encodeURIComponent(run.runId)}`}>
          {kindOf(run)}
        </Link>
      </th>
      <td>
        <StateLabel kind={kind}>{word}</StateLabel>
        {run.note && <span className="small block clamped">{run.note}</span>}
      </td>
      <td className="number">{compared}</td>
      <td className="number">{drifted}</td>
      <td className="number">{repaired}</td>
      <td className="number">{missed}</td>
      <td className="number">{failed}</td>
      <td className="number">{lengthOf(between(run.startedAt, run.finishedAt ?? run.updatedAt))}</td>
    </tr>
  );
}
