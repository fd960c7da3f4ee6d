import { ProfileApiError } from "@buildappswith/profile-sync-react";

/** The shortest pause, in milliseconds, when answers take long. */
const SHORTEST_MS = 100;
/** How long to wait after no answer, in milliseconds. */
const AFTER_FAILURE_MS = 2000;
/** How long to wait after a 429 that doesn't say how long, in milliseconds. */
const AFTER_TOO_MANY_MS = 5000;

/**
 * How long to wait until the next question, in milliseconds, when it is asked every `everyMs` and the last answer took
 * `tookMs`. The API's limit is shared by all consoles, so a 429 slows this one down.
 */
export function untilNext(everyMs: number, error: Error | null, tookMs = 0): number {
  if (!error) return Math.min(everyMs, Math.max(SHORTEST_MS, everyMs - tookMs));
  if (!(error instanceof ProfileApiError) || error.status !== 429) return Math.max(everyMs, AFTER_FAILURE_MS);
  return Math.max(everyMs, error.retryAfterSeconds ? error.retryAfterSeconds * 1000 : AFTER_TOO_MANY_MS);
}
