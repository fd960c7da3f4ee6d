import type { ReactNode } from "react";
import { Edit, textIn } from "../board/Edit.tsx";
import { RoleBoxes, rolesChecked } from "../board/RoleBoxes.tsx";
import { Text } from "../clerk/ClerkEdits.tsx";
import type { Field, PlatformRecord } from "../compare/compare.ts";
import type { Doing } from "../connection/doing.ts";
import type { Platform } from "../platform/platform.ts";

const TIERS = [1, 2, 3] as const;

/** How an admin changes that field of the record; null when the platform doesn't decide it. */
export function recordEdit(
  field: Field,
  record: PlatformRecord,
  platform: Platform,
  doing: Doing,
): ReactNode {
  const { user, builder } = record;
  switch (field) {
    case "roles":
      return (
        <Edit
          label="Edit the roles on the platform, as an admin"
          onSave={(form) => platform.setRoles(user.id, rolesChecked(form))}
        >
          <RoleBoxes checked={user.roles} />
        </Edit>
      );
    case "validationTier":
      return (
        <Edit
          label="Edit the validation tier, as an admin"
          onSave={(form) => platform.setTier(user.id, tierIn(form))}
        >
          <label className="text-field">
            <span>Tier</span>
            <select name="tier" defaultValue={builder?.validationTier}>
              {TIERS.map((tier) => (
                <option key={tier}>{tier}</option>
              ))}
            </select>
          </label>
        </Edit>
      );
    case "hourlyRate":
      return (
        <Edit
          label="Edit the hourly rate, as an admin"
          onSave={(form) => platform.editBuilder(user.id, { hourlyRate: textIn(form, "rate") || null })}
        >
          <Text label="Rate in dollars an hour" name="rate" value={builder?.hourlyRate ?? null} />
        </Edit>
      );
    case "availableForHire":
      return (
        <button
          type="button"
          className="button small"
          onClick={() =>
            doing.do(() => platform.editBuilder(user.id, { availableForHire: !builder?.availableForHire }))
          }
        >
          {builder?.availableForHire ? "Not for hire" : "For hire"}
        </button>
      );
    default:
      return null;
  }
}

function tierIn(form: FormData): 1 | 2 | 3 {
  return TIERS.find((it) => String(it) === form.get("tier")) ?? 1;
}
