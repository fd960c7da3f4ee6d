import type { EventSummary } from "@buildappswith/profile-sync-react";
import type { News } from "./useNews.ts";

/**
 * A page with what is new. The news know better of the time that they cover: what they no longer name does not fit the
 * filters any more, such as a failed event that was tried again. Both are newest first.
 */
export function merged(page: readonly EventSummary[], news: News | undefined): readonly EventSummary[] {
  if (!news) return page;
  const ids = new Set(news.events.map((it) => it.svixId));
  const since = Date.parse(news.since);
  return [...news.events, ...page.filter((it) => Date.parse(it.receivedAt) <= since && !ids.has(it.svixId))];
}
