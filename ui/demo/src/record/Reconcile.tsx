import { useState } from "react";
import { Trouble } from "../parts/Trouble.tsx";
import { RunResult, type RunResultProps } from "./RunResult.tsx";
import { useReconciling } from "./run.ts";

/** Compares the platform's records with Clerk's, as the schedule does every five minutes. */
export function Reconcile({ nameOf }: { nameOf: RunResultProps["nameOf"] }) {
  const [mode, setMode] = useState<"incremental" | "full">("incremental");
  const { start, report, isAtWork, order, error } = useReconciling();
  return (
    <div className="reconcile">
      <h3>Reconcile</h3>
      <fieldset className="choice">
        <legend className="hidden">Whom to compare</legend>
        <label>
          <input
            type="radio"
            name="mode"
            checked={mode === "incremental"}
            onChange={() => setMode("incremental")}
          />
          Who changed lately
        </label>
        <label>
          <input type="radio" name="mode" checked={mode === "full"} onChange={() => setMode("full")} />
          Everybody
        </label>
      </fieldset>
      <div className="buttons">
        <button
          type="button"
          className="button"
          aria-disabled={isAtWork}
          onClick={() => start({ mode, dryRun: true })}
        >
          Look first
        </button>
        <button
          type="button"
          className="button main"
          aria-disabled={isAtWork}
          onClick={() => start({ mode, dryRun: false })}
        >
          Repair now
        </button>
      </div>
      <div role="status">
        {isAtWork && <p className="working">{order?.dryRun ? "Looking…" : "Comparing…"}</p>}
        {!isAtWork && report && <RunResult report={report} nameOf={nameOf} />}
      </div>
      <Trouble error={error} />
    </div>
  );
}
