import { type ReactNode, useState } from "react";
import { AnnounceContext } from "./announce.ts";

/** Holds the one live region of the console: it must be there before its text changes, or nobody hears it. */
export function Announcer({ children }: { children: ReactNode }) {
  const [text, setText] = useState("");
  return (
    <AnnounceContext value={setText}>
      {children}
      <p className="visually-hidden" role="status" aria-live="polite" data-announcer="">
        {text}
      </p>
    </AnnounceContext>
  );
}
