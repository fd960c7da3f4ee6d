import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link, useLocation } from "react-router";

interface PageProps {
  title: string;
  /** Where the page hangs: a way back to its list. */
  back?: { to: string; name: string };
  /** What stands right of the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A page with its title. Who comes from another page finds the focus on the title, so a screen reader says where they are. */
export function Page({ title, back, aside, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { key } = useLocation();
  // The first page that a browser loads has this key; there the focus belongs to the browser.
  const [takesFocus] = useState(key !== "default");
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
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
