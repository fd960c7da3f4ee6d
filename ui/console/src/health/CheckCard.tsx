import { Link } from "react-router";
import { StateLabel } from "../parts/StateLabel.tsx";
import type { Check } from "./checks.ts";

const WORDS = { good: "good", attention: "attention", bad: "bad" } as const;

/** One thing that is looked at. */
export function CheckCard({ check: { name, kind, value, means, runbook, link } }: { check: Check }) {
  return (
    <li className={`card ${kind}`}>
      <div className="card-head">
        <h2>{name}</h2>
        <StateLabel kind={kind}>{WORDS[kind]}</StateLabel>
      </div>
      <p className="value">{value}</p>
      <p className="means">{means}</p>
      {runbook && <p className="runbook">{`Runbook: “${runbook}”`}</p>}
      {link && <Link to={link.to}>{link.name}</Link>}
    </li>
  );
}
