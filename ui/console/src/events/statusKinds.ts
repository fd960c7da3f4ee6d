import type { EventStatus } from "@buildappswith/profile-sync-react";
import type { StateKind } from "../parts/Mark.tsx";

/** What each status means to an operator: only a failure wants something of them. */
export const STATUS_KINDS: Record<EventStatus, StateKind> = {
  processed: "good",
  ignored: "quiet",
  superseded: "quiet",
  failed: "bad",
};
