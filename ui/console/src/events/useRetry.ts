import { type EventSummary, useProfileClient } from "@buildappswith/profile-sync-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

/** How long a retry is watched, in milliseconds; a queue that holds it longer than this is busy or stopped. */
const WATCHED_MS = 60_000;
const EVERY_MS = 500;

/** An event as it was when it was put back on the queue, and when that was. */
interface Watched {
  before: EventSummary;
  since: number;
}

/** How a retry stands. */
export type RetryState = "none" | "waiting" | "settled" | "failed again" | "still waiting";

/** An event, and trying it again. While a retry is on its way the event is asked for twice a second. */
export function useRetry(svixId: string) {
  const client = useProfileClient();
  const queryClient = useQueryClient();
  const [watched, setWatched] = useState<Watched | null>(null);
  const isOver = useIsOver(watched);
  const event = useQuery({
    queryKey: ["event", svixId],
    queryFn: async ({ signal }) => {
      const { data } = await client.GET("/v1/webhook-events/{svixId}", {
        params: { path: { svixId } },
        signal,
      });
      return data;
    },
    refetchInterval: ({ state }) => stateOf(watched, state.data, isOver) === "waiting" && EVERY_MS,
  });
  const mutationKey = ["retry", svixId];
  const retry = useMutation({
    mutationKey,
    mutationFn: async (before: EventSummary) => {
      await client.POST("/v1/webhook-events/{svixId}/retry", { params: { path: { svixId } } });
      setWatched({ before, since: Date.now() });
    },
    // What was wrong with trying again may be that it is settled by now.
    onError: () => queryClient.invalidateQueries({ queryKey: ["event", svixId] }),
  });
  // A second press may come before the button says that it was pressed.
  const tryAgain = (before: EventSummary) =>
    queryClient.isMutating({ mutationKey }) === 0 && retry.mutate(before);
  return { event, retry, tryAgain, state: stateOf(watched, event.data, isOver) };
}

/** Whether a retry has been watched for long enough. */
function useIsOver(watched: Watched | null): boolean {
  const [overSince, setOverSince] = useState(0);
  useEffect(() => {
    if (!watched) return;
    const timer = setTimeout(() => setOverSince(watched.since), WATCHED_MS);
    return () => clearTimeout(timer);
  }, [watched]);
  return watched !== null && overSince === watched.since;
}

function stateOf(watched: Watched | null, now: EventSummary | undefined, isOver: boolean): RetryState {
  if (!watched || !now) return "none";
  const { before } = watched;
  const isTried = now.attempts !== before.attempts || now.lastAttemptAt !== before.lastAttemptAt;
  if (now.status !== "failed") return "settled";
  if (isTried) return "failed again";
  return isOver ? "still waiting" : "waiting";
}
