import { useCallback, useEffect, useRef, useState } from "react";
import { remember } from "./remember.ts";

/**
 * Which of a live list's ids were not there before; says so by `onNew`, at most every three seconds.
 * A list of something else (another `scope`) begins anew: all of it is old.
 */
export function useNewRows(
  ids: readonly string[] | undefined,
  scope: string,
  onNew: (count: number) => void,
) {
  const seen = useRef<{ scope: string; ids: Set<string> } | null>(null);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const say = useRarely(onNew);
  useEffect(() => {
    if (!ids) return;
    if (seen.current?.scope !== scope) {
      seen.current = { scope, ids: new Set(ids) };
      setFresh(new Set());
      return;
    }
    const known = seen.current.ids;
    const arrived = ids.filter((id) => !known.has(id));
    if (arrived.length === 0) return;
    remember(known, arrived);
    setFresh(new Set(arrived));
    say(arrived.length);
  }, [ids, scope, say]);
  return fresh;
}

/** How long news are gathered, in milliseconds, so that a busy ledger does not drown everything else. */
const GATHERED_MS = 3000;

/** Adds counts up, and passes them on every now and then. */
function useRarely(onNew: (count: number) => void) {
  const latest = useRef(onNew);
  latest.current = onNew;
  const waiting = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Whoever has left the list is told nothing more of it.
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      waiting.current = 0;
    },
    [],
  );
  return useCallback((count: number) => {
    const isGathering = waiting.current > 0;
    waiting.current += count;
    if (isGathering) return;
    timer.current = setTimeout(() => {
      latest.current(waiting.current);
      waiting.current = 0;
    }, GATHERED_MS);
  }, []);
}
