import { createContext, useContext } from "react";

/** Says something to a screen reader, politely. */
export type Announce = (text: string) => void;

/** Where the announcer is passed down. */
export const AnnounceContext = createContext<Announce>(() => undefined);

/** Says something to a screen reader when it has finished what it says now. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext);
}
