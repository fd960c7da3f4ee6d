import { type ReactNode, useEffect, useRef } from "react";

/** What a confirmation is told. */
export interface ConfirmProps {
  question: ReactNode;
  /** What the button says that does it. */
  yes: string;
  /** What the button says that doesn't. It has the focus at first, and Escape does the same. */
  no: string;
  onYes(): void;
  onNo(): void;
}

/** Asks, where it stands, before something is lost. */
export function Confirm({ question, yes, no, onYes, onNo }: ConfirmProps) {
  const harmless = useRef<HTMLButtonElement>(null);
  useEffect(() => harmless.current?.focus(), []);
  return (
    <fieldset className="confirm" onKeyDown={(event) => event.key === "Escape" && onNo()}>
      <legend>{question}</legend>
      <span className="buttons">
        <button type="button" className="button danger" onClick={onYes}>
          {yes}
        </button>
        <button ref={harmless} type="button" className="button" onClick={onNo}>
          {no}
        </button>
      </span>
    </fieldset>
  );
}
