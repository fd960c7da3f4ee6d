import type { EventSummary } from "@buildappswith/profile-sync-react";
import type { LedgerPage } from "./useLedgerPage.ts";
import type { News } from "./useNews.ts";

/**
 * A page with what is new. Whichever was asked for later knows better of the time that both cover: what it does not name
 * does not fit the filters any more, such as a failed event that was tried again. Both are newest first.
 */
export function merged(page: LedgerPage, news: News | undefined): readonly EventSummary[] {
  if (!news || page.askedAt > news.askedAt) return page.events;
  const ids = new Set(news.events.map((it) => it.svixId));
  const since = Date.parse(news.since);
  return [
    ...news.events,
    ...page.events.filter((it) => Date.parse(it.receivedAt) <= since && !ids.has(it.svixId)),
  ];
}
