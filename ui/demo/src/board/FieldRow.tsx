import type { ReactNode } from "react";
import type { Agreement, Field, Row } from "../compare/compare.ts";
import { useChanged } from "../parts/changed.ts";
import { Icon, type IconName } from "../parts/Icon.tsx";
import { Value } from "./Value.tsx";

/** Which of the two. */
export type Side = "clerk" | "ours";

/** What a field is called. */
export const LABELS: Record<Field, string> = {
  name: "Name",
  email: "Address",
  verifiedEmail: "Verified",
  picture: "Picture",
  state: "State",
  roles: "Roles",
  validationTier: "Tier",
  availableForHire: "For hire",
  hourlyRate: "Rate",
  companyName: "Company",
};

const MARKS: Record<Agreement, { icon: IconName; text: string }> = {
  same: { icon: "equal", text: "same" },
  differs: { icon: "unequal", text: "differs" },
  pending: { icon: "wait", text: "on its way" },
  unsaid: { icon: "equal", text: "not said by Clerk" },
};

/** What a row is told. */
export interface FieldRowProps {
  row: Row;
  side: Side;
  /** Whose row it is, for the picture. */
  name: string | null;
  /** How it is edited here, if it is. */
  edit?: ReactNode;
}

/** One field on one side, marked when the other side says something else. */
export function FieldRow({ row, side, name, edit }: FieldRowProps) {
  const { field, agreement } = row;
  const isNew = useChanged(row[side]);
  return (
    <div className="row" data-agreement={agreement} data-new={isNew || undefined}>
      <dt>{LABELS[field]}</dt>
      <dd>
        <span className="line">
          <Value field={field} value={row[side]} name={name} />
          <Mark agreement={agreement} />
        </span>
        {edit}
      </dd>
    </div>
  );
}

function Mark({ agreement }: { agreement: Agreement }) {
  const { icon, text } = MARKS[agreement];
  const isQuiet = agreement === "same" || agreement === "unsaid";
  return (
    <span className={`mark ${agreement}`}>
      <Icon name={icon} />
      <span className={isQuiet ? "hidden" : undefined}>{text}</span>
    </span>
  );
}
