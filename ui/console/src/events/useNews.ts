import { type EventSummary, useProfileClient } from "@buildappswith/profile-sync-react";
import { useQuery } from "@tanstack/react-query";
import { type EventFilters, toQuery } from "./eventFilters.ts";
import { untilNext } from "./untilNext.ts";

/** How often it is asked what is new, in milliseconds. */
const EVERY_MS = 500;
/** How far back, in milliseconds: a day is one part of the ledger, or two, and so is read fast however full the rest is. */
const LOOKS_BACK_MS = 86_400_000;

/** The newest events: all that were received from `since` on, as it was at `askedAt`, in milliseconds since 1970. */
export interface News {
  askedAt: number;
  since: string;
  events: readonly EventSummary[];
}

/** What is new in the ledger, asked for twice a second while somebody can see the tab. */
export function useNews(filters: EventFilters, isLive: boolean) {
  const client = useProfileClient();
  return useQuery({
    queryKey: ["news", filters],
    queryFn: async ({ signal }): Promise<News> => {
      const askedAt = Date.now();
      const query = lastDay(toQuery(filters, askedAt), askedAt);
      const { data } = await client.GET("/v1/webhook-events", { params: { query }, signal });
      const oldest = data.events.at(-1);
      const since = data.nextCursor && oldest ? oldest.receivedAt : query.from;
      return { askedAt, since, events: data.events };
    },
    enabled: isLive && !isOver(filters),
    // The next question is the second try.
    retry: false,
    // The way to the API counts, so that the answers come twice a second and not more seldom.
    refetchInterval: ({ state }) =>
      untilNext(EVERY_MS, state.error, state.data && state.dataUpdatedAt - state.data.askedAt),
  });
}

/** A query for the last day alone, or for less if less is asked for. */
function lastDay<Q extends { from?: string }>(query: Q, now: number) {
  const day = new Date(now - LOOKS_BACK_MS).toISOString();
  return { ...query, from: query.from && Date.parse(query.from) > Date.parse(day) ? query.from : day };
}

/** Whether only events of longer ago are looked for. */
function isOver({ until }: EventFilters): boolean {
  return until !== undefined && Date.parse(until) < Date.now() - LOOKS_BACK_MS;
}
