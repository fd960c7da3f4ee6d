import type { Drift, DriftField, RunReport } from "@buildappswith/profile-sync-react";
import { Tag } from "../parts/Tag.tsx";

/** What a result is told. */
export interface RunResultProps {
  report: RunReport;
  /** What somebody with that id of Clerk's is called. */
  nameOf(clerkId: string | null): string;
}

/** What a reconciliation found: how many, whom, and which fields. Values are masked by the API. */
export function RunResult({ report, nameOf }: RunResultProps) {
  const { counts, dryRun, note, state, drifts } = report;
  return (
    <>
      <p>
        <Tag tone={state === "stopped" ? "bad" : counts.drifted > 0 ? "wait" : "good"}>{verdict(report)}</Tag>
      </p>
      <dl className="counts">
        <Count name="compared" value={counts.compared} />
        <Count name="differed" value={counts.drifted} />
        <Count name="missed" value={counts.missed} />
        <Count
          name={dryRun ? "would repair" : "repaired"}
          value={dryRun ? counts.drifted : counts.repaired}
        />
      </dl>
      {note && <p className="note">{note}</p>}
      <ul className="drifts">
        {drifts.map((drift) => (
          <DriftItem key={`${drift.clerkId}${drift.userId}${drift.kind}`} drift={drift} nameOf={nameOf} />
        ))}
      </ul>
    </>
  );
}

function verdict({ state, counts, dryRun }: RunReport): string {
  if (state === "stopped") return "Stopped";
  if (counts.drifted === 0) return "Both sides agree";
  return dryRun ? "Looked only, changed nothing" : "Repaired what it could";
}

function Count({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function DriftItem({ drift, nameOf }: { drift: Drift; nameOf: RunResultProps["nameOf"] }) {
  const { clerkId, kind, missed, repaired, fields, error } = drift;
  const notes = [kind, missed && "missed by the webhooks", repaired && "repaired"].filter(Boolean);
  return (
    <li>
      <strong>
        <bdi>{nameOf(clerkId)}</bdi>
      </strong>{" "}
      {notes.join(", ")}
      {error && <p className="note">{error}</p>}
      <ul>
        {fields.map((it) => (
          <li key={it.field}>
            <Change {...it} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Change({ field, ours, clerk }: DriftField) {
  return (
    <>
      {field}: <bdi className="masked">{inWords(field, ours)}</bdi> <span aria-hidden="true">→</span>
      <span className="hidden"> becomes </span> <bdi className="masked">{inWords(field, clerk)}</bdi>
    </>
  );
}

/** Times come as milliseconds. */
function inWords(field: string, value: string | null): string {
  if (value === null) return "none";
  return field.endsWith("At") && /^\d+$/.test(value)
    ? new Date(Number(value)).toLocaleString("en-GB")
    : value;
}
