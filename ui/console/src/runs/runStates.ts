import type { Run } from "@buildappswith/profile-sync-react";
import type { StateKind } from "../parts/Mark.tsx";

/** How a run stands, for an operator. */
export interface RunStanding {
  kind: StateKind;
  word: string;
}

/** How a run stands: one that finished may still want somebody's attention. */
export function standingOf(run: Run): RunStanding {
  if (run.state === "open") return { kind: "quiet", word: "under way" };
  if (run.state === "stopped") return { kind: "bad", word: "stopped" };
  if (run.counts.failed > 0 || run.note) return { kind: "attention", word: "finished" };
  return { kind: "good", word: "finished" };
}

/** What a run walks through, and whether it repairs, in words. */
export function kindOf(run: Pick<Run, "mode" | "dryRun" | "allowDeletes">): string {
  const what = run.mode === "full" ? "Full" : "Incremental";
  return `${what}${run.dryRun ? ", dry run" : ""}${run.allowDeletes ? ", deletes allowed" : ""}`;
}
