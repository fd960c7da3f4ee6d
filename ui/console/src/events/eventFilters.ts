import type { EventStatus } from "@buildappswith/profile-sync-react";
import { useSearchParams } from "react-router";

/** Every status, in the order in which they are offered. */
export const STATUSES: readonly EventStatus[] = ["processed", "ignored", "superseded", "failed"];

/** Stretches of time up to now, by their name in the URL, in milliseconds. */
const RANGES = { "1h": 3_600_000, "24h": 86_400_000, "7d": 604_800_000 } as const;

/** What is looked for in the ledger. It stands in the URL, so that a view can be sent to somebody. */
export interface EventFilters {
  status?: EventStatus | undefined;
  type?: string | undefined;
  /** An id of ours, or Clerk's (`user_…`). */
  user?: string | undefined;
  range?: keyof typeof RANGES | undefined;
  /** Times in RFC 3339, when no range is chosen. */
  from?: string | undefined;
  until?: string | undefined;
  cursor?: string | undefined;
}

/** The filters in the URL, and a way to change some of them. A change goes back to the first page. */
export function useEventFilters(): [EventFilters, (change: Record<string, string>) => void] {
  const [search, setSearch] = useSearchParams();
  const change = (values: Record<string, string>) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        after.delete("cursor");
        for (const [name, value] of Object.entries(values)) {
          if (value) after.set(name, value);
          else after.delete(name);
        }
        return after;
      },
      { replace: true },
    );
  return [readFilters(search), change];
}

/** The filters that a query string names. What makes no sense is left out. */
export function readFilters(search: URLSearchParams): EventFilters {
  const get = (name: string) => search.get(name) || undefined;
  // RFC 3339 has years of four digits; JavaScript writes later ones with a sign. A day alone begins in UTC.
  const time = (name: string) => {
    const at = Date.parse(get(name)?.match(/^\d{4}-.*/)?.[0] ?? "");
    return Number.isNaN(at) ? undefined : new Date(at).toISOString();
  };
  const status = STATUSES.find((it) => it === get("status"));
  const range = (["1h", "24h", "7d"] as const).find((it) => it === get("range"));
  return {
    status,
    type: get("type"),
    user: get("user"),
    range,
    from: range ? undefined : time("from"),
    until: range ? undefined : time("until"),
    cursor: get("cursor"),
  };
}

/** The query that the API understands. A range is counted back from now. */
export function toQuery({ status, type, user, range, from, until, cursor }: EventFilters, now: number) {
  const since = range ? new Date(now - RANGES[range]).toISOString() : from;
  const isClerks = user?.startsWith("user_");
  return {
    limit: 50,
    ...(status && { status }),
    ...(type && { eventType: type }),
    ...(user && (isClerks ? { clerkId: user } : { userId: user })),
    ...(since && { from: since }),
    ...(until && { until }),
    ...(cursor && { cursor }),
  };
}
