import { type ReactNode, useRef, useState } from "react";
import { Confirm } from "../parts/Confirm.tsx";

/** What becomes of what was typed when something else is chosen. */
export interface Leaving {
  /** Goes there: at once, or while something isn't saved, only when it is confirmed that it may be lost. */
  leave(go: () => void): void;
  /** What is asked; null when nothing is. */
  question: ReactNode;
}

/** Asks before something is left that isn't saved. */
export function useLeaving(isUnsaved: boolean): Leaving {
  const [wanted, setWanted] = useState<{ go(): void } | null>(null);
  const chooser = useRef<Element>(null);
  // It was saved after all, or is gone.
  if (wanted && !isUnsaved) setWanted(null);
  const leave = (go: () => void) => {
    if (!isUnsaved) return go();
    chooser.current = document.activeElement;
    setWanted({ go });
  };
  const close = () => {
    setWanted(null);
    if (chooser.current instanceof HTMLElement) chooser.current.focus();
  };
  const discard = () => {
    wanted?.go();
    close();
  };
  const question = wanted && (
    <Confirm
      question="Leave without saving?"
      yes="Discard changes"
      no="Keep editing"
      onYes={discard}
      onNo={close}
    />
  );
  return { leave, question };
}
