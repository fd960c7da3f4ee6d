"use client";
import { ProfileApiError, ProfileTokenError } from "../../api/errors.ts";
import { messages } from "./messages.ts";
import { Notice } from "./Notice.tsx";

/** Says why something wasn't done. */
export function ActionError({ error }: { error: Error | null | undefined }) {
  if (!error) return null;
  return (
    <Notice tone="danger" title={messages.failed} role="alert">
      <p>{reason(error)}</p>
    </Notice>
  );
}

function reason(error: Error): string {
  if (error instanceof ProfileTokenError) return messages.noToken;
  if (!(error instanceof ProfileApiError)) return messages.unreachable;
  if (error.code === "stale") return messages.stale;
  if (error.code === "reverification_required") return messages.reverify;
  if (error.status === 401) return messages.signedOut;
  return error.status === 403 ? messages.notAllowed : messages.detail(error.message);
}
