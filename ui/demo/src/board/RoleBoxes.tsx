import { ROLES } from "../compare/compare.ts";

/** A box for each role, all named `role`. */
export function RoleBoxes({ checked }: { checked: readonly string[] }) {
  return (
    <fieldset className="boxes">
      <legend>Roles</legend>
      {ROLES.map((role) => (
        <label key={role}>
          <input type="checkbox" name="role" value={role} defaultChecked={checked.includes(role)} />
          {role}
        </label>
      ))}
    </fieldset>
  );
}

/** The roles whose boxes are checked. */
export function rolesChecked(form: FormData): (typeof ROLES)[number][] {
  const checked = form.getAll("role");
  return ROLES.filter((it) => checked.includes(it));
}
