import { useRef, useState } from "react";
import { Confirm } from "../parts/Confirm.tsx";

/** What a deletion is told. */
export interface DeleteProps {
  name: string;
  /** Takes the focus too: once Clerk has forgotten somebody, nothing of this is left to have it. */
  onDelete(): void;
}

/** Deletes somebody from Clerk, once that is confirmed. */
export function Delete({ name, onDelete }: DeleteProps) {
  const [isAsking, setIsAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const keep = () => {
    setIsAsking(false);
    requestAnimationFrame(() => button.current?.focus());
  };
  const confirm = () => {
    setIsAsking(false);
    onDelete();
  };
  if (isAsking) {
    const question = (
      <>
        Delete <bdi>{name}</bdi> from Clerk? It lasts (R3).
      </>
    );
    return <Confirm question={question} yes="Delete" no="Keep" onYes={confirm} onNo={keep} />;
  }
  return (
    <button ref={button} type="button" className="button" onClick={() => setIsAsking(true)}>
      Delete…
    </button>
  );
}
