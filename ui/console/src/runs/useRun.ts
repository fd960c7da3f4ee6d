import { useProfileClient } from "@buildappswith/profile-sync-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { isNotFound } from "../words/problems.ts";
import { madeAt } from "../words/times.ts";

/** How often a run is asked for while it begins or works, in milliseconds. */
const EVERY_MS = 1000;
/** How long a run may take to begin, in milliseconds: another may be at work until then. */
const BEGINS_WITHIN_MS = 120_000;

/** A run with a page of its report. `isStarting` while it was asked for and has not begun: until then the API knows none. */
export function useRun(runId: string, cursor: string | null) {
  const client = useProfileClient();
  const run = useQuery({
    queryKey: ["run", runId, cursor],
    queryFn: async ({ signal }) => {
      const path = { runId };
      const query = { limit: 50, ...(cursor && { cursor }) };
      const { data } = await client.GET("/v1/reconciliations/{runId}", { params: { path, query }, signal });
      return data;
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      (state.data?.state === "open" || (isNotFound(state.error) && isYoung(runId))) && EVERY_MS,
  });
  // While it is asked for once more, the error is gone for a moment.
  const isUnknown = isNotFound(run.error) || (run.isPending && run.errorUpdateCount > 0);
  return { run, isStarting: isUnknown && isYoung(runId) };
}

/** Whether a run was asked for so lately that it may still begin. Its id, a ULID, says when. */
function isYoung(runId: string): boolean {
  const time = madeAt(runId);
  return time !== null && Date.now() - time < BEGINS_WITHIN_MS;
}
