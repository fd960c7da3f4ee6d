/** When a read is tried again. An edit never is: only whoever made it knows whether it is still wanted. */

import { ProfileApiError, ProfileConnectionError } from "./errors.ts";

/** How often a read is tried again, at most. */
const RETRIES = 2;
/** Who is told to wait for longer than this many seconds would rather know. */
const LONGEST_WAIT_SECONDS = 15;

/** TanStack Query's options for reads of the API: twice more when there was no answer, or it was 429 or 503. */
export const readRetries = { retry, retryDelay };

function retry(failures: number, error: Error): boolean {
  if (failures >= RETRIES) return false;
  if (error instanceof ProfileConnectionError) return true;
  if (!(error instanceof ProfileApiError)) return false;
  const wait = error.retryAfterSeconds ?? 0;
  return (error.status === 429 || error.status === 503) && wait <= LONGEST_WAIT_SECONDS;
}

/** In milliseconds: as long as the answer asks for, else half a second, doubled each time, and up to as much by chance. */
function retryDelay(failures: number, error: Error): number {
  const asked = error instanceof ProfileApiError ? error.retryAfterSeconds : undefined;
  return asked === undefined ? 500 * 2 ** failures * (1 + Math.random()) : asked * 1000;
}
