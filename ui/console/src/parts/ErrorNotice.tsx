import { ProfileApiError } from "@buildappswith/profile-sync-react";
import { wordsOf } from "../words/problems.ts";
import { Notice } from "./Notice.tsx";

/** An error in words: what happened, what to do, and the request's id, by which the log is found. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { title, advice } = wordsOf(error);
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
