import { type EventList, readRetries, useProfileClient } from "@buildappswith/profile-sync-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type EventFilters, toQuery } from "./eventFilters.ts";
import { untilNext } from "./untilNext.ts";

/** How often a whole page is asked for while it is watched. It may lead through many days of the ledger, which takes a while. */
const EVERY_MS = 10_000;

/** A page of the ledger, and when it was asked for, in milliseconds since 1970: what is asked for later knows better. */
export interface LedgerPage extends EventList {
  askedAt: number;
}

/** A whole page of the ledger. */
export function useLedgerPage(filters: EventFilters, isLive: boolean) {
  const client = useProfileClient();
  return useQuery({
    queryKey: ["events", filters],
    queryFn: async ({ signal }): Promise<LedgerPage> => {
      const askedAt = Date.now();
      const query = toQuery(filters, askedAt);
      const { data } = await client.GET("/v1/webhook-events", { params: { query }, signal });
      return { ...data, askedAt };
    },
    placeholderData: keepPreviousData,
    // The next question is the second try.
    retry: isLive ? false : readRetries.retry,
    refetchInterval: ({ state }) => isLive && untilNext(EVERY_MS, state.error),
  });
}
