import { useStandingError } from "../parts/useStandingError.ts";
import type { EventFilters } from "./eventFilters.ts";
import { merged } from "./merged.ts";
import { useLedgerPage } from "./useLedgerPage.ts";
import { useNews } from "./useNews.ts";

/**
 * A page of the ledger, and while `isLive` what comes to it: an event is visible within a second of being applied, if it
 * was received in the last day; an older one that is tried again within ten seconds.
 */
export function useLiveEvents(filters: EventFilters, isLive: boolean) {
  const page = useLedgerPage(filters, isLive);
  const news = useNews(filters, isLive);
  const pageError = useStandingError(page);
  const newsError = useStandingError(news);
  // Until a page with these filters is there, the news are; before that, what was seen before.
  const isOfBefore = page.isPlaceholderData || !page.data;
  const events = isOfBefore ? (news.data?.events ?? page.data?.events) : merged(page.data, news.data);
  return {
    events,
    isSettled: !isOfBefore,
    nextCursor: isOfBefore ? null : page.data.nextCursor,
    unreadable: page.data?.unreadable ?? 0,
    error: (isLive ? newsError : null) ?? pageError,
    refetch: () => {
      page.refetch();
      if (isLive) news.refetch();
    },
  };
}
