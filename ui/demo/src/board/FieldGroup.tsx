import { type ReactNode, useId } from "react";
import type { Field, Row } from "../compare/compare.ts";
import { Icon } from "../parts/Icon.tsx";
import { FieldRow, type Side } from "./FieldRow.tsx";

/** What a group is told. */
export interface FieldGroupProps {
  /** Who decides these fields. */
  title: string;
  /** Which way they go. */
  way: "out" | "in";
  rows: Row[];
  side: Side;
  name: string | null;
  /** How a field is edited on this side; null when it isn't. */
  edit?: (field: Field) => ReactNode;
}

/** The fields of one side that the same side decides. */
export function FieldGroup({ title, way, rows, side, name, edit }: FieldGroupProps) {
  const id = useId();
  return (
    <section className="group" aria-labelledby={id} style={{ "--rows": rows.length }}>
      <h3 id={id}>
        {title} <Icon name={(side === "clerk") === (way === "out") ? "right" : "left"} />
      </h3>
      <dl>
        {rows.map((row) => (
          <FieldRow key={row.field} row={row} side={side} name={name} edit={edit?.(row.field)} />
        ))}
      </dl>
    </section>
  );
}

const CLERKS: readonly Field[] = ["name", "email", "verifiedEmail", "picture", "state"];

/** The rows apart by who decides: Clerk (R19), or the platform (R20). */
export function byOwner(rows: readonly Row[]): { clerks: Row[]; platforms: Row[] } {
  return {
    clerks: rows.filter((it) => CLERKS.includes(it.field)),
    platforms: rows.filter((it) => !CLERKS.includes(it.field)),
  };
}
