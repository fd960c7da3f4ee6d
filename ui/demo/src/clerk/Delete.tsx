import { useEffect, useRef, useState } from "react";

/** What a deletion is told. */
export interface DeleteProps {
  name: string;
  onDelete(): void;
}

/** Deletes somebody from Clerk, once that is confirmed. */
export function Delete({ name, onDelete }: DeleteProps) {
  const [isAsking, setIsAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setIsAsking(false);
    requestAnimationFrame(() => button.current?.focus());
  };
  const confirm = () => {
    onDelete();
    close();
  };
  if (isAsking) return <Question name={name} onDelete={confirm} onKeep={close} />;
  return (
    <button ref={button} type="button" className="button" onClick={() => setIsAsking(true)}>
      Delete…
    </button>
  );
}

function Question({ name, onDelete, onKeep }: DeleteProps & { onKeep(): void }) {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <fieldset className="confirm" onKeyDown={(event) => event.key === "Escape" && onKeep()}>
      <legend>Delete {name} from Clerk? It lasts (R3).</legend>
      <span className="buttons">
        <button type="button" className="button danger" onClick={onDelete}>
          Delete
        </button>
        <button ref={keep} type="button" className="button" onClick={onKeep}>
          Keep
        </button>
      </span>
    </fieldset>
  );
}
