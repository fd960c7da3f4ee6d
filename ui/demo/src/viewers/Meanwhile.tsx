import { rolesOf } from "@profile-sync/simulator";
import { told, withBuilder } from "../acts/acts.ts";
import { useConnection } from "../connection/connection.tsx";
import { useDoing } from "../connection/doing.ts";
import { usePerson } from "../live/live.ts";
import { Trouble } from "../parts/Trouble.tsx";

/** What can happen to the viewer in Clerk while they look. */
export function Meanwhile({ clerkId, name }: { clerkId: string; name: string }) {
  const { simulator } = useConnection();
  const { person } = usePerson(clerkId);
  const doing = useDoing();
  if (!person) return null;
  const acts = told(simulator);
  const isBuilder = rolesOf(person)?.includes("BUILDER") ?? false;
  const setBuilder = () => acts.setRoles(person, withBuilder(person, !isBuilder));
  return (
    <fieldset className="meanwhile">
      <legend>Meanwhile, in Clerk</legend>
      <span className="buttons">
        <button type="button" className="button" onClick={() => doing.do(setBuilder)}>
          {isBuilder ? "Take the role BUILDER away" : "Give the role BUILDER"}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => doing.do(() => acts.ban(person, !person.banned))}
        >
          {person.banned ? "Unban" : "Ban"} <bdi>{name}</bdi>
        </button>
      </span>
      <small>Two seconds later the controls that this takes away are gone; the API refuses at once.</small>
      <Trouble error={doing.error} />
    </fieldset>
  );
}
