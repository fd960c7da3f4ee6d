import { useState } from "react";
import { useConnection } from "../connection/connection.tsx";
import { useDoing } from "../connection/doing.ts";
import { Trouble } from "../parts/Trouble.tsx";
import { EXAMPLE } from "./example.ts";
import type { Leaving } from "./leaving.tsx";
import { SHOWS } from "./shows.tsx";
import { useBuilders, useMyself, useOthers, Whose } from "./Whose.tsx";

/** What the stage is told. */
export interface StageProps {
  /** Who is looking, by Clerk's id; null for the public. */
  viewer: string | null;
  leaving: Leaving;
  /** Is told whether what is shown has something that isn't saved. */
  onUnsaved(is: boolean): void;
}

/** One component of the package about one person, for a viewer. */
export function Stage({ viewer, leaving: { leave, question }, onUnsaved }: StageProps) {
  const { platform } = useConnection();
  const builders = useBuilders(viewer);
  const me = useMyself();
  const others = [...useOthers(), ...me];
  const [chosen, setChosen] = useState<string | null>(null);
  const [showId, setShowId] = useState("builder");
  const show = SHOWS.find((it) => it.id === showId);
  const userId = chosen ?? others[0]?.userId ?? null;
  const doing = useDoing(userId);
  const open = (id: string) => {
    setChosen(id);
    setShowId("builder");
  };

  return (
    <>
      <fieldset className="segments">
        <legend className="hidden">What to look at</legend>
        {SHOWS.map(({ id, label }) => (
          <label key={id}>
            <input
              type="radio"
              name="show"
              checked={id === showId}
              onChange={() => leave(() => setShowId(id))}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <div className="stage-bar" hidden={show?.about === "nobody"}>
        <Whose
          builders={builders ?? []}
          others={others}
          selected={userId}
          onSelect={(id) => leave(() => setChosen(id))}
        />
        {userId && show?.about === "builder" && (
          <button
            type="button"
            className="button small"
            onClick={() => doing.do(() => platform.editBuilder(userId, EXAMPLE))}
          >
            Fill in an example, as Noor
          </button>
        )}
      </div>
      <Trouble error={doing.error} />
      {question}
      {show && (
        <p className="caption">
          <code>{show.code}</code> {show.says}
        </p>
      )}
      {show && userId && (
        <div key={`${showId} ${userId}`}>{show.render({ userId, builders, onOpen: open, onUnsaved })}</div>
      )}
    </>
  );
}
