import type { Drift, RunReport } from "@buildappswith/profile-sync-react";
import { Link } from "react-router";
import { Columns } from "../parts/Columns.tsx";
import { Nothing } from "../parts/Nothing.tsx";
import { Pager } from "../parts/Pager.tsx";
import { StateLabel } from "../parts/StateLabel.tsx";
import { DRIFT_WORDS } from "../words/drift.ts";
import { fieldName, fieldValue } from "../words/fields.ts";
import { lengthOf } from "../words/times.ts";

/** Who differed, with each field and both values, masked. */
export function DriftSection({ run }: { run: RunReport }) {
  return (
    <section className="section" aria-labelledby="drifts">
      <h2 id="drifts" tabIndex={-1}>
        Who differed
      </h2>
      {run.drifts.length === 0 ? (
        <p className="empty">
          {run.nextCursor ? "Nobody on this page; older ones may have some." : "Nobody."}
        </p>
      ) : (
        <DriftTable drifts={run.drifts} isDry={run.dryRun} />
      )}
      {run.cut > 0 && (
        <p>{`${run.cut} more were found here than a report can keep. They are counted all the same.`}</p>
      )}
      {run.unreadable > 0 && (
        <p>{`${run.unreadable} parts of the report can’t be read, and are left out.`}</p>
      )}
      <Pager of="the report" nextCursor={run.nextCursor} words={{ first: "First page", next: "Next page" }} />
    </section>
  );
}

function DriftTable({ drifts, isDry }: { drifts: readonly Drift[]; isDry: boolean }) {
  return (
    <div className="table-wrap">
      <table className="top-aligned">
        <Columns
          words={["User", "What is the matter", "Fields: the platform’s, Clerk’s", "Changed before", "Now"]}
        />
        <tbody>
          {drifts.map((drift) => (
            <Row key={`${drift.clerkId} ${drift.userId} ${drift.kind}`} drift={drift} isDry={isDry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ drift, isDry }: { drift: Drift; isDry: boolean }) {
  const id = drift.userId ?? drift.clerkId;
  return (
    <tr>
      <th scope="row" className="id">
        {id ? (
          <Link data-row="" to={`/users/${encodeURIComponent(id)}`}>
            {drift.clerkId ?? id}
          </Link>
        ) : (
          <Nothing word="not known" />
        )}
      </th>
      <td title={DRIFT_WORDS[drift.kind].means}>
        {DRIFT_WORDS[drift.kind].short}
        {drift.missed && <span className="small block">its event should have come</span>}
      </td>
      <td>
        <ul className="changes">
          {drift.fields.map(({ field, ours, clerk }) => (
            <li key={field}>
              <span className="field-name">{fieldName(field)}</span> {fieldValue(field, ours) ?? <Nothing />}{" "}
              <span aria-hidden="true">≠</span> {fieldValue(field, clerk) ?? <Nothing />}
            </li>
          ))}
        </ul>
      </td>
      <td className="nowrap">
        {drift.ageMs === null ? <Nothing word="not known" /> : lengthOf(drift.ageMs)}
      </td>
      <td>
        <Now drift={drift} isDry={isDry} />
      </td>
    </tr>
  );
}

function Now({ drift, isDry }: { drift: Drift; isDry: boolean }) {
  if (drift.error) {
    return (
      <>
        <StateLabel kind="bad">failed</StateLabel>
        <span className="small block">{drift.error}</span>
      </>
    );
  }
  if (drift.repaired) return <StateLabel kind="good">repaired</StateLabel>;
  return <StateLabel kind="quiet">{isDry ? "left as it is" : "not repaired"}</StateLabel>;
}
