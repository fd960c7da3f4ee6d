import { type Person, primaryAddress, rolesOf } from "@profile-sync/simulator";
import { type ReactNode, type Ref, useRef } from "react";
import type { Acts } from "../acts/acts.ts";
import { Edit, textIn } from "../board/Edit.tsx";
import { RoleBoxes, rolesChecked } from "../board/RoleBoxes.tsx";
import type { Field } from "../compare/compare.ts";
import type { Doing } from "../connection/doing.ts";

/** How that field of that person is changed in Clerk; null when it can't be. */
export function clerkEdit(field: Field, person: Person, acts: Acts, doing: Doing): ReactNode {
  switch (field) {
    case "name":
      return (
        <Edit
          label="Edit the name in Clerk"
          onSave={(form) => acts.rename(person, textIn(form, "first"), textIn(form, "last") || null)}
        >
          <Text label="First name" name="first" value={person.first_name} />
          <Text label="Last name" name="last" value={person.last_name} />
        </Edit>
      );
    case "email":
      return (
        <Edit
          label="Edit the address in Clerk"
          onSave={(form) => acts.setEmail(person, textIn(form, "email"))}
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
      return <PictureEdits person={person} acts={acts} doing={doing} />;
    case "state":
      return (
        <span className="buttons">
          <Small
            label={person.banned ? "Unban" : "Ban"}
            onClick={() => doing.do(() => acts.ban(person, !person.banned))}
          />
          <Small
            label={person.locked ? "Unlock" : "Lock"}
            onClick={() => doing.do(() => acts.lock(person, !person.locked))}
          />
        </span>
      );
    case "roles":
      return (
        <Edit label="Edit the roles in Clerk" onSave={(form) => acts.setRoles(person, rolesChecked(form))}>
          <RoleBoxes checked={rolesOf(person) ?? []} />
        </Edit>
      );
    default:
      return null;
  }
}

interface PictureEditsProps {
  person: Person;
  acts: Acts;
  doing: Doing;
}

function PictureEdits({ person, acts, doing }: PictureEditsProps) {
  const another = useRef<HTMLButtonElement>(null);
  const remove = () => {
    // The button that removes a picture goes with it.
    another.current?.focus();
    doing.do(() => acts.removeImage(person));
  };
  return (
    <span className="buttons">
      <Small ref={another} label="New picture" onClick={() => doing.do(() => acts.uploadImage(person))} />
      {person.has_image && <Small label="Remove" onClick={remove} />}
    </span>
  );
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
      <input
        name={name}
        type={type}
        dir="auto"
        defaultValue={value ?? ""}
        required={required}
        autoComplete="off"
      />
    </label>
  );
}

interface SmallProps {
  label: string;
  onClick(): void;
  ref?: Ref<HTMLButtonElement>;
}

function Small({ label, onClick, ref }: SmallProps) {
  return (
    <button ref={ref} type="button" className="button small" onClick={onClick}>
      {label}
    </button>
  );
}
