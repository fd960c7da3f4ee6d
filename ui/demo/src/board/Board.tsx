import { ClerkSide } from "../clerk/ClerkSide.tsx";
import { FlowPanel } from "../flow/FlowPanel.tsx";
import { type Sides, usePeople, useSides } from "../live/live.ts";
import { Tag } from "../parts/Tag.tsx";
import { PersonPicker } from "../people/PersonPicker.tsx";
import { RecordSide } from "../record/RecordSide.tsx";

const SILENT =
  "The Clerk simulator doesn't answer. Is the stack still running? Start it with make dev; this page goes on by itself.";

/** What the board is told. */
export interface BoardProps {
  clerkId: string;
  onSelect(clerkId: string): void;
}

/** Somebody on both sides, and what happens between them. */
export function Board({ clerkId, onSelect }: BoardProps) {
  const people = usePeople();
  const sides = useSides(clerkId);
  const nameOf = (id: string | null) =>
    [...people.inClerk, ...people.gone].find((it) => it.clerkId === id)?.name ?? id ?? "somebody";

  return (
    <>
      <div className="chosen">
        <PersonPicker people={people} selected={clerkId} onSelect={onSelect} />
        <p role="status">
          {!sides.error && !sides.isSilent && <Verdict differing={sides.differing} rows={sides.rows} />}
        </p>
      </div>
      <Unreadable error={sides.error} isSilent={sides.isSilent} />
      <div className="board" style={{ "--rows": sides.rows.length }}>
        <ClerkSide clerkId={clerkId} sides={sides} onSelect={onSelect} />
        <FlowPanel clerkId={clerkId} nameOf={nameOf} />
        <RecordSide clerkId={clerkId} sides={sides} nameOf={nameOf} />
      </div>
    </>
  );
}

function Verdict({ differing, rows }: Pick<Sides, "differing" | "rows">) {
  if (rows.length === 0) return <span className="working">Reading both sides…</span>;
  // Clerk may say nothing of a field, such as a tier that it was never told: then nothing differs, and nothing is the same.
  const isPartly = rows.some((it) => it.agreement === "unsaid");
  if (differing === 0)
    return <Tag tone="good">Both sides say the same{isPartly && " where both say something"}</Tag>;
  return (
    <Tag tone="bad" icon="unequal">
      {differing === 1 ? "1 field differs" : `${differing} fields differ`}
    </Tag>
  );
}

/** A side can't be read. The platform's may be unreadable because of what was done to the one who reads it. */
function Unreadable({ error, isSilent }: Pick<Sides, "error" | "isSilent">) {
  const platform =
    error &&
    `The platform can't be read: ${error.message}. This page reads it as Noor; she must be an admin and not be banned or locked in Clerk.`;
  const says = isSilent ? SILENT : platform;
  return (
    <div role="alert" className="alert-slot">
      {says && <p className="alert">{says}</p>}
    </div>
  );
}
