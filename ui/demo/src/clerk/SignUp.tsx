import { useMemo, useState } from "react";
import type { Newcomer } from "../acts/acts.ts";
import { Edit, textIn } from "../board/Edit.tsx";
import { RoleBoxes, rolesChecked } from "../board/RoleBoxes.tsx";
import { Text } from "./ClerkEdits.tsx";

const NAMES = ["Ada Byron", "Femi Adeyemi", "Ingrid Solberg", "Kenji Mori", "Lucía Ortega", "Omar Farouk"];

/** Somebody new signs up with Clerk. */
export function SignUp({ onSignUp }: { onSignUp(newcomer: Newcomer): Promise<unknown> }) {
  const [count, setCount] = useState(0);
  const [first = "", last = ""] = (NAMES[count % NAMES.length] ?? "").split(" ");
  // It must not become another one while the form is open.
  const unused = useMemo(() => address(first, last), [first, last]);
  const save = async (form: FormData) => {
    await onSignUp({
      firstName: textIn(form, "first"),
      lastName: textIn(form, "last"),
      address: textIn(form, "email"),
      roles: rolesChecked(form),
    });
    setCount(count + 1);
  };
  return (
    <Edit label="Sign somebody up" text="Sign somebody up…" save="Sign up" onSave={save}>
      <Text label="First name" name="first" value={first} required />
      <Text label="Last name" name="last" value={last} />
      <Text label="Address" name="email" type="email" required value={unused} />
      <RoleBoxes checked={["CLIENT", "BUILDER"]} />
    </Edit>
  );
}

/** An address that nobody has yet. */
function address(first: string, last: string): string {
  const plain = `${first}.${last}`.normalize("NFD").replace(/[^a-z.]/gi, "");
  return `${plain.toLowerCase()}.${Date.now().toString(36).slice(-4)}@example.com`;
}
