import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import { messages } from "./messages.ts";

/** The address if it is of the web, else `undefined`: what a user wrote must never run as a script. */
export function webAddress(url: string | null | undefined): string | undefined {
  return url && /^https?:\/\//i.test(url) ? url : undefined;
}

/** A link that a user wrote: it opens beside this page, tells it nothing, and vouches for nothing. Plain text unless it leads into the web. */
export function OutsideLink({ url, children }: { url: string | null; children: ReactNode }) {
  const href = webAddress(url);
  if (href === undefined) return <span dir="auto">{children}</span>;
  return (
    <a className="ps-link" href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
      <span dir="auto">{children}</span>
      <Icon name="out" /> <span className="ps-hidden">{messages.newTab}</span>
    </a>
  );
}
