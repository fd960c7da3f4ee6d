import type { AuditEntry } from "@buildappswith/profile-sync-react";
import { Link } from "react-router";
import { Nothing } from "../parts/Nothing.tsx";
import { Time } from "../parts/Time.tsx";
import { fieldName, fieldValue } from "../words/fields.ts";

/** A page of an audit trail, newest first. */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  if (entries.length === 0) return <p className="empty">Nothing has changed yet.</p>;
  return (
    <div className="table-wrap">
      <table className="top-aligned">
        <thead>
          <tr>
            <th scope="col" className="number">
              Version
            </th>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">Who</th>
            <th scope="col">Because of</th>
            <th scope="col" className="changes-column">
              Changes
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row key={entry.hash} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ entry }: { entry: AuditEntry }) {
  return (
    <tr>
      <td className="number">{entry.version}</td>
      <td className="nowrap">
        <Time at={entry.at} />
      </td>
      <th scope="row">{entry.action}</th>
      <td>
        <Who entry={entry} />
      </td>
      <td className="id">
        <CauseOf cause={entry.cause} />
      </td>
      <td>
        <Changes entry={entry} />
      </td>
    </tr>
  );
}

function Who({ entry: { actor, impersonatorId, origin } }: { entry: AuditEntry }) {
  const from = [origin.clientIp, origin.userAgent].filter(Boolean).join(", ");
  return (
    <>
      {actor.type}
      {actor.id && (
        <Link className="id block" to={`/users/${encodeURIComponent(actor.id)}`}>
          {actor.id}
        </Link>
      )}
      {impersonatorId && <span className="block">{`in their name: ${impersonatorId}`}</span>}
      {from && (
        <span className="small block origin" title={from}>
          {`from ${from}`}
        </span>
      )}
    </>
  );
}

/** What made the change happen, with a way to it where the console has one. */
function CauseOf({ cause: { type, id } }: { cause: AuditEntry["cause"] }) {
  const place = { event: "/events/", run: "/reconciliations/", question: null, request: null, push: null }[
    type
  ];
  return (
    <>
      <span className="cause">{type}</span>{" "}
      {place ? <Link to={place + encodeURIComponent(id)}>{id}</Link> : id}
    </>
  );
}

function Changes({ entry: { changes, note } }: { entry: AuditEntry }) {
  return (
    <>
      <ul className="changes">
        {changes.map(({ field, before, after }) => (
          <li key={field}>
            <span className="field-name">{fieldName(field)}</span>{" "}
            <Change before={fieldValue(field, before)} after={fieldValue(field, after)} />
          </li>
        ))}
      </ul>
      {note && <p className="small">{note}</p>}
    </>
  );
}

/** From what to what. Of what was not there before, only what it is now. */
function Change({ before, after }: { before: string | null; after: string | null }) {
  return (
    <>
      {before !== null && (
        <>
          <del>
            <bdi>{before}</bdi>
          </del>{" "}
          <span aria-hidden="true">→</span>{" "}
        </>
      )}
      <ins>{after === null ? <Nothing /> : <bdi>{after}</bdi>}</ins>
    </>
  );
}
