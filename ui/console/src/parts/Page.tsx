import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { useTitleFocus } from "./useTitleFocus.ts";

interface PageProps {
  title: string;
  /** Where the page hangs: a way back to its list. */
  back?: { to: string; name: string };
  /** What stands right of the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A page with its title. */
export function Page({ title, back, aside, children }: PageProps) {
  // The first page that a browser loads has this key.
  const heading = useTitleFocus(useLocation().key !== "default");
  return (
    <>
      <title>{`${title} · profile-sync console`}</title>
      <header className="page-head">
        <div>
          {back && (
            <Link className="back" to={back.to}>
              <span aria-hidden="true">‹ </span>
              {back.name}
            </Link>
          )}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
        </div>
        {aside}
      </header>
      {children}
    </>
  );
}
