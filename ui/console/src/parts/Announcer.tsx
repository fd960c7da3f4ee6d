import { type ReactNode, useCallback, useState } from "react";
import { AnnounceContext } from "./announce.ts";

/** Holds the one live region of the console: it must be there before its text changes, or nobody hears it. */
export function Announcer({ children }: { children: ReactNode }) {
  const [text, setText] = useState("");
  // The same words again are no change, and would not be heard: a space that nobody hears makes them one.
  const announce = useCallback(
    (said: string) => setText((before) => (before === said ? `${said}\u00a0` : said)),
    [],
  );
  return (
    <AnnounceContext value={announce}>
      {children}
      <p className="visually-hidden" role="status" aria-live="polite" data-announcer="">
        {text}
      </p>
    </AnnounceContext>
  );
}
