import type { Run } from "@buildappswith/profile-sync-react";
import { kindOf } from "../runs/runStates.ts";
import { shortTime } from "../words/times.ts";

/** What one run found, for charts. */
export interface Point {
  runId: string;
  /** When it started, for people. */
  time: string;
  kind: string;
  compared: number;
  /** Who differed and was put right. */
  repaired: number;
  /** Who differed and was left, be it that the run was dry or that it failed. */
  left: number;
  missed: number;
}

/** Finished and stopped runs, oldest first, as a chart's time goes from left to right. */
export function toPoints(runs: readonly Run[]): Point[] {
  return runs
    .filter((run) => run.state !== "open")
    .map((run) => ({
      runId: run.runId,
      time: shortTime(run.startedAt),
      kind: kindOf(run),
      compared: run.counts.compared,
      repaired: Math.min(run.counts.repaired, run.counts.drifted),
      left: Math.max(0, run.counts.drifted - run.counts.repaired),
      missed: run.counts.missed,
    }))
    .reverse();
}
