"use client";
import { useEffect, useRef } from "react";

/** Lets the browser ask before the page is left while something isn't saved, and tells the host, whose router may ask too. */
export function useUnsavedGuard(
  isDirty: boolean,
  onDirtyChange: ((isDirty: boolean) => void) | undefined,
): void {
  const tell = useRef(onDirtyChange);
  useEffect(() => {
    tell.current = onDirtyChange;
  });
  useEffect(() => {
    tell.current?.(isDirty);
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => {
      window.removeEventListener("beforeunload", ask);
      // A form that is gone has nothing to lose: a host must not go on asking for it.
      tell.current?.(false);
    };
  }, [isDirty]);
}
