import type { RunInput } from "@buildappswith/profile-sync-react";
import { type FormEvent, useState } from "react";
import { Choice } from "./Choice.tsx";

interface NewRunFormProps {
  /** Whether repairing is chosen at first. */
  repairs: boolean;
  isStarting: boolean;
  onStart: (input: RunInput) => void;
}

/** What must be typed to let a run delete more people than the brake would. */
const CONFIRMATION = "DELETE";

/** Chooses what a run is to do. It looks only, unless told otherwise. */
export function NewRunForm({ repairs, isStarting, onStart }: NewRunFormProps) {
  const [mode, setMode] = useState<"incremental" | "full">("incremental");
  const [dryRun, setDryRun] = useState(!repairs);
  const [wantsDeletes, setWantsDeletes] = useState(false);
  // Only a full run can see that somebody is gone.
  const allowDeletes = wantsDeletes && mode === "full";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isStarting) onStart({ mode, dryRun, allowDeletes });
  };
  return (
    <form className="stack card" onSubmit={submit}>
      <Choice
        legend="Whom it compares"
        value={mode}
        onChange={setMode}
        options={[
          {
            value: "incremental",
            name: "Incremental",
            says: "Who changed in Clerk since the last run. Seconds.",
          },
          {
            value: "full",
            name: "Full",
            says: "Everybody on both sides, and who is gone from Clerk. Minutes, with many users.",
          },
        ]}
      />
      <Choice
        legend="What it does"
        value={dryRun ? "look" : "repair"}
        onChange={(chosen) => setDryRun(chosen === "look")}
        options={[
          { value: "look", name: "Dry run", says: "It looks and reports, and changes nothing." },
          {
            value: "repair",
            name: "Repair",
            says: "It makes the records what Clerk says, and sends the edits that Clerk has not heard of.",
          },
        ]}
      />
      {mode === "full" && (
        <label className="check">
          <input
            type="checkbox"
            checked={wantsDeletes}
            onChange={(event) => setWantsDeletes(event.target.checked)}
          />
          <span>
            Allow deletes: also if more users are gone from Clerk than the brake lets go
            {dryRun && ". A dry run names them, and deletes nobody"}
          </span>
        </label>
      )}
      {allowDeletes && !dryRun && <DeleteConfirmation />}
      <div className="actions">
        <button type="submit" className="button primary" aria-disabled={isStarting}>
          {isStarting ? "Asking…" : dryRun ? "Start dry run" : "Start and repair"}
        </button>
      </div>
    </form>
  );
}

/** Makes sure that nobody lets a run delete people by a slip: the browser holds the form back until the word is there. */
function DeleteConfirmation() {
  return (
    <div className="notice bad">
      <label className="field">
        <span>
          Whoever is gone from Clerk is deleted here, for good, however many they are. First look at a dry
          run’s report: “Delete brake” in the runbook (infra/README.md). Type {CONFIRMATION} to confirm.
        </span>
        <input
          required
          pattern={CONFIRMATION}
          title={`Type ${CONFIRMATION}`}
          autoComplete="off"
          spellCheck={false}
        />
      </label>
    </div>
  );
}
