"use client";
import { type ReactNode, useEffect, useId, useRef } from "react";

/** What to ask, and what follows. */
export interface ConfirmProps {
  title: string;
  children: ReactNode;
  /** What the button says that does it. */
  yes: string;
  /** What the button says that doesn't. It has the focus at first. */
  no: string;
  isBusy?: boolean;
  onYes(): void;
  onNo(): void;
}

/** Asks before something is done that people may regret. Escape means no. */
export function Confirm({ title, children, yes, no, isBusy, onYes, onNo }: ConfirmProps) {
  const id = useId();
  const safe = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    safe.current?.focus();
    // Whoever asked is back where they were.
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <div
      className="ps-confirm"
      role="alertdialog"
      aria-labelledby={id}
      aria-describedby={`${id}-text`}
      onKeyDown={(event) => event.key === "Escape" && onNo()}
    >
      <p id={id} className="ps-notice-title">
        {title}
      </p>
      <div id={`${id}-text`}>{children}</div>
      <p className="ps-actions">
        <button
          type="button"
          className="ps-button ps-button-danger"
          aria-disabled={isBusy}
          onClick={isBusy ? undefined : onYes}
        >
          {yes}
        </button>
        <button ref={safe} type="button" className="ps-button" onClick={onNo}>
          {no}
        </button>
      </p>
    </div>
  );
}
