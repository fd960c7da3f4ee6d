import { nameOf, type Person, SEEDED } from "@profile-sync/simulator";
import { useRef, useState } from "react";
import { told, untold } from "../acts/acts.ts";
import { byOwner, FieldGroup } from "../board/FieldGroup.tsx";
import type { Field } from "../compare/compare.ts";
import { useConnection } from "../connection/connection.tsx";
import { useDoing } from "../connection/doing.ts";
import type { Sides } from "../live/live.ts";
import { Avatar } from "../parts/Avatar.tsx";
import { Switch } from "../parts/Switch.tsx";
import { Trouble } from "../parts/Trouble.tsx";
import { clerkEdit } from "./ClerkEdits.tsx";
import { Delete } from "./Delete.tsx";
import { SignUp } from "./SignUp.tsx";

/** What Clerk's side is told. */
export interface ClerkSideProps {
  clerkId: string;
  sides: Sides;
  onSelect(clerkId: string): void;
}

/** Somebody as Clerk has them, and what they or its Dashboard can change. */
export function ClerkSide({ clerkId, sides: { person, rows }, onSelect }: ClerkSideProps) {
  const { simulator } = useConnection();
  const [isSilent, setIsSilent] = useState(false);
  const doing = useDoing(clerkId);
  const acts = (isSilent ? untold : told)(simulator);
  const { clerks, platforms } = byOwner(rows);
  const name = person ? nameOf(person) : null;
  const heading = useRef<HTMLHeadingElement>(null);
  const forget = (who: Person) => {
    heading.current?.focus();
    doing.do(() => acts.delete(who));
  };
  const edit = (field: Field) => (person ? clerkEdit(field, person, acts, doing) : null);

  return (
    <section className="side clerk" aria-labelledby="clerk-title">
      <header>
        <Avatar large name={name} url={person?.has_image ? person.image_url : null} />
        <div>
          <h2 id="clerk-title" ref={heading} tabIndex={-1}>
            Clerk
          </h2>
          <p>{person === null ? "Clerk doesn't know this person any more." : "where people sign in"}</p>
        </div>
        <code className="id">{clerkId}</code>
      </header>
      <FieldGroup
        key={`decides ${clerkId}`}
        title="Clerk decides"
        way="out"
        rows={clerks}
        side="clerk"
        name={name}
        edit={edit}
      />
      <FieldGroup
        key={`keeps ${clerkId}`}
        title="Clerk keeps a copy"
        way="in"
        rows={platforms}
        side="clerk"
        name={name}
        edit={edit}
      />
      <footer>
        <div className="buttons">
          {person && (
            <>
              <button type="button" className="button" onClick={() => doing.do(() => acts.signIn(person))}>
                Sign in
              </button>
              {/* This page reads the platform as Noor, and a deletion lasts. */}
              {clerkId !== SEEDED.noor.clerkId && (
                <Delete key={clerkId} name={name ?? "them"} onDelete={() => forget(person)} />
              )}
            </>
          )}
          <SignUp onSignUp={async (newcomer) => onSelect(await acts.signUp(newcomer))} />
        </div>
        <Switch
          label="Change silently"
          hint="no webhook goes out, as if it had been missed"
          isOn={isSilent}
          onSwitch={setIsSilent}
        />
        <Trouble error={doing.error} />
      </footer>
    </section>
  );
}
