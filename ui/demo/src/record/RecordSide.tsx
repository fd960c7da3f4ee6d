import type { User } from "@buildappswith/profile-sync-react";
import { byOwner, FieldGroup } from "../board/FieldGroup.tsx";
import type { Field } from "../compare/compare.ts";
import { useConnection } from "../connection/connection.tsx";
import { useDoing } from "../connection/doing.ts";
import type { Sides } from "../live/live.ts";
import { Avatar } from "../parts/Avatar.tsx";
import { Icon } from "../parts/Icon.tsx";
import { Trouble } from "../parts/Trouble.tsx";
import { clock } from "../parts/times.ts";
import { Pending } from "./Pending.tsx";
import { Reconcile } from "./Reconcile.tsx";
import { recordEdit } from "./RecordEdits.tsx";

/** What the platform's side is told. */
export interface RecordSideProps {
  clerkId: string;
  sides: Sides;
  /** What somebody with that id of Clerk's is called. */
  nameOf(clerkId: string | null): string;
}

/** Somebody as the platform has them, what waits to be told to Clerk, and reconciliations. */
export function RecordSide({ clerkId, sides: { record, rows }, nameOf }: RecordSideProps) {
  const { config, platform } = useConnection();
  const doing = useDoing(clerkId);
  const { clerks, platforms } = byOwner(rows);
  const user = record?.user;
  const name = user?.name ?? null;
  // The API takes no edit of somebody who was deleted.
  const edit = (field: Field) =>
    record && user?.status !== "deleted" ? recordEdit(field, record, platform, doing) : null;

  return (
    <section className="side ours" aria-labelledby="ours-title">
      <header>
        <Avatar large name={name} url={user?.imageUrl ?? null} />
        <div>
          <h2 id="ours-title">The platform's record</h2>
          <p>{user ? history(user) : "The platform knows nobody like that."}</p>
        </div>
        <code className="id">{user?.id}</code>
      </header>
      <FieldGroup
        key={`follows ${clerkId}`}
        title="Follows Clerk"
        way="in"
        rows={clerks}
        side="ours"
        name={name}
      />
      <FieldGroup
        key={`decides ${clerkId}`}
        title="The platform decides"
        way="out"
        rows={platforms}
        side="ours"
        name={name}
        edit={edit}
      />
      <footer>
        {record && <Pending record={record} />}
        <Trouble error={doing.error} />
        <Reconcile nameOf={nameOf} />
        {config.consoleUrl && user && (
          <a href={`${config.consoleUrl}users/${user.id}`}>
            Their audit trail in the console <Icon name="out" />
          </a>
        )}
      </footer>
    </section>
  );
}

function history({ version, updatedAt, lastSignInAt }: User): string {
  const signedIn = lastSignInAt ? `, last signed in at ${clock(lastSignInAt)}` : "";
  return `version ${version}, changed at ${clock(updatedAt)}${signedIn}`;
}
