import { type ProblemCode, ProfileApiError, ProfileConnectionError } from "@buildappswith/profile-sync-react";

/** An error in words. */
export interface ErrorWords {
  /** What happened. */
  title: string;
  /** What the reader can do about it. */
  advice: string;
}

const BY_CODE: Partial<Record<ProblemCode, ErrorWords>> = {
  signed_out: { title: "You are signed out", advice: "Sign in again; what you had not saved is lost." },
  bad_token: {
    title: "Your session was refused",
    advice:
      "Sign out and in again. If that doesn't help, or others see it too: “Refused tokens” in the runbook (infra/README.md).",
  },
  forbidden: {
    title: "You may not do this",
    advice: "It is for admins. Were you one a moment ago? Ask another admin, under Users.",
  },
  account_suspended: {
    title: "Your account is suspended",
    advice: "Another admin can lift that in the Clerk Dashboard.",
  },
  account_deleted: { title: "Your account is deleted", advice: "Sign in as somebody else." },
  impersonation_read_only: {
    title: "You act in somebody else's name",
    advice: "In that state you can look, and change nothing. Sign in as yourself.",
  },
  reverification_required: {
    title: "Prove once more who you are",
    advice: "This needs a sign-in of the last minutes. Sign out and in again, then repeat it.",
  },
  not_found: {
    title: "There is nothing here",
    advice: "Check the id. The ledger and the runs are kept for 30 days.",
  },
  not_failed: {
    title: "It has not failed",
    advice: "Only failed events can be tried again. Look at the event again: it may be settled by now.",
  },
  event_unreadable: {
    title: "It can't be tried again",
    advice:
      "What came can't be read any more. Send the event again from the Clerk Dashboard, under Webhooks; or start a full run, which repairs what it should have changed.",
  },
  deleted: { title: "The account is deleted", advice: "That is for good; nothing of it can be changed." },
  busy: { title: "Somebody else is changing this", advice: "Wait a second, then try again." },
  throttled: {
    title: "Too many requests",
    advice: "Wait some seconds. Close consoles that nobody looks at.",
  },
  unavailable: {
    title: "The platform can't answer now",
    advice:
      "A table, the queue or Clerk does not answer. Try again in a minute; if it stays so: “Server errors” in the runbook (infra/README.md).",
  },
  internal: {
    title: "Something is broken in the platform",
    advice:
      "The log says what: search it for the request below, and see “Server errors” in the runbook (infra/README.md).",
  },
  invalid_query: {
    title: "This can't be searched for",
    advice: "Correct the filters: ids have no spaces, and times are dates.",
  },
};

const LOST_PAGE: ErrorWords = {
  title: "This page of the list can't be shown",
  advice: "Its address is cut off, or from another list. Go to the newest page.",
};

const NO_ANSWER: ErrorWords = {
  title: "The API does not answer",
  advice:
    "Check your connection. Locally, start the stack with make dev. The console goes on by itself once it answers.",
};

/**
 * What an error means to an operator. Every error has words that say what to do. An action, unlike a question, is not
 * asked again by itself: `ifLost` says where to look whether it was done when its answer was lost.
 */
export function wordsOf(error: unknown, ifLost?: string): ErrorWords {
  if (ifLost && isLost(error))
    return { title: "Nobody knows whether it was done", advice: `The answer was lost. ${ifLost}` };
  if (error instanceof ProfileConnectionError) return NO_ANSWER;
  if (isOfCursor(error)) return LOST_PAGE;
  if (error instanceof ProfileApiError) return BY_CODE[error.code] ?? ofStatus(error);
  const advice = error instanceof Error && error.message ? error.message : "Try again, or reload the page.";
  return { title: "This did not work", advice };
}

/** Whether the API may have done what was asked without saying so: what stands before it gave up waiting, or nobody answered. */
function isLost(error: unknown): boolean {
  if (error instanceof ProfileConnectionError) return true;
  return error instanceof ProfileApiError && error.code === "unexpected" && error.status >= 500;
}

/** Whether it is the page of a list that the API can't find. */
function isOfCursor(error: unknown): boolean {
  if (!(error instanceof ProfileApiError) || error.code !== "invalid_query") return false;
  return error.problem?.errors?.some((it) => it.parameter === "cursor") ?? false;
}

function ofStatus(error: ProfileApiError): ErrorWords {
  const title = error.problem?.title ?? `The answer was ${error.status}`;
  return {
    title,
    advice: error.problem?.detail ?? "Something before the API answered. Try again in a minute.",
  };
}

/** Whether the API says that there is no such thing. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ProfileApiError && error.status === 404;
}
