import { readRetries, useProfileClient } from "@buildappswith/profile-sync-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type EventFilters, toQuery } from "./eventFilters.ts";
import { untilNext } from "./untilNext.ts";

/** How often a whole page is asked for while it is watched. It may lead through many days of the ledger, which takes a while. */
const EVERY_MS = 10_000;

/** A whole page of the ledger. */
export function useLedgerPage(filters: EventFilters, isLive: boolean) {
  const client = useProfileClient();
  return useQuery({
    queryKey: ["events", filters],
    queryFn: async ({ signal }) => {
      const query = toQuery(filters, Date.now());
      const { data } = await client.GET("/v1/webhook-events", { params: { query }, signal });
      return data;
    },
    placeholderData: keepPreviousData,
    // The next question is the second try.
    retry: isLive ? false : readRetries.retry,
    refetchInterval: ({ state }) => isLive && untilNext(EVERY_MS, state.error),
  });
}
