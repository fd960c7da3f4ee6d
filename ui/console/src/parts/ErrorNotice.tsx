import { ProfileApiError } from "@buildappswith/profile-sync-react";
import { wordsOf } from "../words/problems.ts";
import { Notice } from "./Notice.tsx";

interface ErrorNoticeProps {
  error: unknown;
  /** For an action: where to look whether it was done, when nobody knows. */
  ifLost?: string;
  /** Shows a button that tries again. */
  onRetry?: (() => void) | undefined;
}

/** An error in words: what happened, what to do, and the request's id, by which the log is found. */
export function ErrorNotice({ error, ifLost, onRetry }: ErrorNoticeProps) {
  const { title, advice } = wordsOf(error, ifLost);
  const requestId = error instanceof ProfileApiError ? error.requestId : null;
  return (
    <Notice kind="bad" title={title} onRetry={onRetry}>
      <p>{advice}</p>
      {requestId && (
        <p className="small">
          Request <code>{requestId}</code>
        </p>
      )}
    </Notice>
  );
}
