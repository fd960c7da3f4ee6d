import type { ReactNode } from "react";
import { Mark, type StateKind } from "./Mark.tsx";

interface NoticeProps {
  kind: StateKind;
  /** What is the matter, in a few words. */
  title: string;
  /** What to do about it. */
  children?: ReactNode;
  /** Shows a button that tries again. */
  onRetry?: (() => void) | undefined;
}

/** Something an operator should know, and what to do about it. Bad news interrupts a screen reader, other news waits. */
export function Notice({ kind, title, children, onRetry }: NoticeProps) {
  return (
    <div className={`notice ${kind}`} role={kind === "bad" ? "alert" : "status"}>
      <Mark kind={kind} />
      <div className="notice-body">
        <strong>{title}</strong>
        {children && <div className="prose">{children}</div>}
        {onRetry && (
          <button type="button" className="button small" onClick={onRetry}>
            Try again
          </button>
        )}
      </div>
    </div>
  );
}
