import type { Run } from "@buildappswith/profile-sync-react";
import { StateLabel } from "../parts/StateLabel.tsx";
import { Time } from "../parts/Time.tsx";
import { between, lengthOf } from "../words/times.ts";
import { kindOf, standingOf } from "./runStates.ts";

/** Every number that a run keeps, in words. */
const COUNTS: readonly [keyof Run["counts"], string][] = [
  ["compared", "Compared"],
  ["drifted", "Differed"],
  ["repaired", "Repaired"],
  ["missed", "Missed events"],
  ["failed", "Failed repairs"],
  ["conflicts", "Conflicts"],
  ["gone", "Gone from Clerk"],
  ["unlinked", "Without Clerk user"],
  ["pushed", "Pushes made"],
  ["pushesFailed", "Pushes failed"],
  ["unreadable", "Unreadable"],
  ["shortPages", "Short pages"],
  ["requests", "Requests to Clerk"],
];

/** What a run is, how long it took, and what it counted. */
export function RunFacts({ run }: { run: Run }) {
  const { kind, word } = standingOf(run);
  return (
    <>
      <dl className="facts">
        <div>
          <dt>State</dt>
          <dd>
            <StateLabel kind={kind}>{word}</StateLabel>
          </dd>
        </div>
        <div>
          <dt>Kind</dt>
          <dd>{kindOf(run)}</dd>
        </div>
        <div>
          <dt>Started</dt>
          <dd>
            <Time at={run.startedAt} />
          </dd>
        </div>
        <div>
          <dt>{run.finishedAt ? "Took" : "For"}</dt>
          <dd>{lengthOf(between(run.startedAt, run.finishedAt ?? run.updatedAt))}</dd>
        </div>
        <div>
          <dt>Run</dt>
          <dd className="id">{run.runId}</dd>
        </div>
      </dl>
      <section className="section" aria-labelledby="counts">
        <h2 id="counts">Counts</h2>
        <dl className="counts">
          {COUNTS.map(([name, words]) => (
            <div key={name} className={run.counts[name] === 0 ? "zero" : undefined}>
              <dt>{words}</dt>
              <dd>{run.counts[name]}</dd>
            </div>
          ))}
          {run.counts.oldestPushMs > 0 && (
            <div>
              <dt>Oldest push waited</dt>
              <dd>{lengthOf(run.counts.oldestPushMs)}</dd>
            </div>
          )}
        </dl>
      </section>
    </>
  );
}
