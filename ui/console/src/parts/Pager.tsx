import { Link, useLocation, useSearchParams } from "react-router";

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
      {!isFirst && (
        <Link className="button small" to={to(null)} preventScrollReset>
          {words.first}
        </Link>
      )}
      {nextCursor && (
        <Link className="button small" to={to(nextCursor)} preventScrollReset>
          {words.next}
        </Link>
      )}
    </nav>
  );
}
