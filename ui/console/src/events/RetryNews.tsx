import type { EventSummary } from "@buildappswith/profile-sync-react";
import { Link } from "react-router";
import { Notice } from "../parts/Notice.tsx";
import type { RetryState } from "./useRetry.ts";

/** How another try goes, in words. */
export function RetryNews({ state, event }: { state: RetryState; event: EventSummary }) {
  if (state === "none") return null;
  if (state === "waiting") {
    return (
      <Notice kind="quiet" title="It is on the queue">
        This page shows what comes of it.
      </Notice>
    );
  }
  if (state === "settled")
    return <Notice kind="good" title={`It went through: ${event.outcome ?? event.status}`} />;
  if (state === "failed again") {
    return (
      <Notice kind="bad" title="It failed again">
        <p>{event.error ?? "The processor’s log says why."}</p>
        <p>Mend the cause first: “Failed events” in the runbook (infra/README.md).</p>
      </Notice>
    );
  }
  return (
    <Notice kind="attention" title="It still waits on the queue">
      The processor is busy or stopped. See the backlog under <Link to="/health">Health</Link>, and “Old
      messages” in the runbook.
    </Notice>
  );
}
