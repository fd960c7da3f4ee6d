import type { StateKind } from "../parts/Mark.tsx";
import type { EventStatus } from "./eventFilters.ts";

/** What each status means to an operator: only a failure wants something of them. */
export const STATUS_KINDS: Record<EventStatus, StateKind> = {
  processed: "good",
  ignored: "quiet",
  superseded: "quiet",
  failed: "bad",
};
