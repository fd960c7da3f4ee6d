import { nameOf, type Person, rolesOf, type Simulator } from "@profile-sync/simulator";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Alone } from "../parts/Alone.tsx";
import { Notice } from "../parts/Notice.tsx";
import type { LocalPerson } from "./LocalSession.tsx";

interface LocalSignInProps {
  simulator: Simulator;
  onSignIn: (person: LocalPerson) => void;
}

/** Sign-in on a developer's machine: a list of the simulator's people, admins first. */
export function LocalSignIn({ simulator, onSignIn }: LocalSignInProps) {
  const people = useQuery({ queryKey: ["people"], queryFn: () => simulator.people(), select: adminsFirst });
  return (
    <Alone title="Sign in">
      <p>This console runs beside a simulator of Clerk. Be whom you like; the console is for admins.</p>
      {people.isPending && <p role="status">Asking the simulator who is there…</p>}
      {people.isError && (
        <Notice kind="bad" title="The simulator does not answer" onRetry={() => people.refetch()}>
          Is the stack still running? Start it with <code>make dev</code>, then try again.
        </Notice>
      )}
      {people.data && <Choice people={people.data} onSignIn={onSignIn} />}
    </Alone>
  );
}

function Choice({ people, onSignIn }: { people: Person[]; onSignIn: LocalSignInProps["onSignIn"] }) {
  const [userId, setUserId] = useState(people[0]?.id ?? "");
  const [signedInLongAgo, setLongAgo] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSignIn({ userId, signedInLongAgo });
  };
  if (people.length === 0) {
    return (
      <Notice kind="attention" title="The simulator knows nobody">
        Seed it: make dev does.
      </Notice>
    );
  }
  return (
    <form className="stack card" onSubmit={submit}>
      <label className="field">
        <span>Sign in as</span>
        <select value={userId} onChange={(event) => setUserId(event.target.value)}>
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {`${nameOf(person) ?? person.id}: ${standing(person)}`}
            </option>
          ))}
        </select>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={signedInLongAgo}
          onChange={(event) => setLongAgo(event.target.checked)}
        />
        <span>Signed in an hour ago, so that changing roles asks once more who you are</span>
      </label>
      <button type="submit" className="button primary">
        Sign in
      </button>
    </form>
  );
}

function isAdmin(person: Person): boolean {
  return rolesOf(person)?.includes("ADMIN") ?? false;
}

function adminsFirst(people: Person[]): Person[] {
  return people.toSorted((a, b) => Number(isAdmin(b)) - Number(isAdmin(a)));
}

/** What somebody is to the platform, by Clerk's word. */
function standing(person: Person): string {
  const roles = rolesOf(person)?.map((role) => role.toLowerCase()) ?? [];
  const words = [...(roles.length > 0 ? roles : ["no roles yet"]), ...(person.banned ? ["banned"] : [])];
  return words.join(", ");
}
