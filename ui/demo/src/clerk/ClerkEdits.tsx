import { type Person, primaryAddress, rolesOf } from "@profile-sync/simulator";
import type { ReactNode } from "react";
import type { Acts } from "../acts/acts.ts";
import { Edit, textIn } from "../board/Edit.tsx";
import { RoleBoxes, rolesChecked } from "../board/RoleBoxes.tsx";
import type { Field } from "../compare/compare.ts";
import type { Doing } from "../connection/doing.ts";

/** How that field of that person is changed in Clerk; null when it can't be. */
export function clerkEdit(field: Field, person: Person, acts: Acts, doing: Doing): ReactNode {
  const act = (action: () => Promise<unknown>) => doing.do(action);
  switch (field) {
    case "name":
      return (
        <Edit
          label="Edit the name in Clerk"
          onSave={(form) =>
            act(() => acts.rename(person, textIn(form, "first"), textIn(form, "last") || null))
          }
        >
          <Text label="First name" name="first" value={person.first_name} />
          <Text label="Last name" name="last" value={person.last_name} />
        </Edit>
      );
    case "email":
      return (
        <Edit
          label="Edit the address in Clerk"
          onSave={(form) => act(() => acts.setEmail(person, textIn(form, "email")))}
        >
          <Text
            label="New primary address"
            name="email"
            type="email"
            required
            value={primaryAddress(person)}
          />
        </Edit>
      );
    case "picture":
      return (
        <span className="buttons">
          <Small label="New picture" onClick={() => act(() => acts.uploadImage(person))} />
          {person.has_image && <Small label="Remove" onClick={() => act(() => acts.removeImage(person))} />}
        </span>
      );
    case "state":
      return (
        <span className="buttons">
          <Small
            label={person.banned ? "Unban" : "Ban"}
            onClick={() => act(() => acts.ban(person, !person.banned))}
          />
          <Small
            label={person.locked ? "Unlock" : "Lock"}
            onClick={() => act(() => acts.lock(person, !person.locked))}
          />
        </span>
      );
    case "roles":
      return (
        <Edit
          label="Edit the roles in Clerk"
          onSave={(form) => act(() => acts.setRoles(person, rolesChecked(form)))}
        >
          <RoleBoxes checked={rolesOf(person) ?? []} />
        </Edit>
      );
    default:
      return null;
  }
}

interface TextProps {
  label: string;
  name: string;
  value: string | null;
  type?: "text" | "email";
  required?: boolean;
}

/** A text field with its label. */
export function Text({ label, name, value, type = "text", required }: TextProps) {
  return (
    <label className="text-field">
      <span>{label}</span>
      <input name={name} type={type} defaultValue={value ?? ""} required={required} autoComplete="off" />
    </label>
  );
}

function Small({ label, onClick }: { label: string; onClick(): void }) {
  return (
    <button type="button" className="button small" onClick={onClick}>
      {label}
    </button>
  );
}
