import { useRef } from "react";
import { Link, useLocation, useSearchParams } from "react-router";
import { usePassFocus } from "./usePassFocus.ts";

interface PagerProps {
  /** What the list is of, for the navigation's name. */
  of: string;
  /** The query parameter that holds the cursor. */
  parameter?: string;
  nextCursor: string | null | undefined;
  /** What the links say. Most lists begin with the newest. */
  words?: { first: string; next: string };
}

const NEWEST_FIRST = { first: "Newest", next: "Older" };

/** Links to the first and the next page of a list. The cursor is in the URL, so the browser's Back goes to the page before. */
export function Pager({ of, parameter = "cursor", nextCursor, words = NEWEST_FIRST }: PagerProps) {
  const [search] = useSearchParams();
  const { pathname } = useLocation();
  const to = (cursor: string | null) => {
    const query = new URLSearchParams(search);
    if (cursor) query.set(parameter, cursor);
    else query.delete(parameter);
    return `${pathname}?${query}`;
  };
  const isFirst = !search.has(parameter);
  if (isFirst && !nextCursor) return null;
  return (
    <nav className="pager" aria-label={`Pages of ${of}`}>
      {!isFirst && <PageLink to={to(null)}>{words.first}</PageLink>}
      {nextCursor && <PageLink to={to(nextCursor)}>{words.next}</PageLink>}
    </nav>
  );
}

function PageLink({ to, children }: { to: string; children: string }) {
  const link = useRef<HTMLAnchorElement>(null);
  usePassFocus(link, headingOf);
  return (
    <Link ref={link} className="button small" to={to} preventScrollReset>
      {children}
    </Link>
  );
}

/** The list's heading: it is on every page, as no link of the pager is. */
function headingOf(link: HTMLElement) {
  return link.closest("section, main")?.querySelector<HTMLElement>(":is(h1, h2)[tabindex]");
}
