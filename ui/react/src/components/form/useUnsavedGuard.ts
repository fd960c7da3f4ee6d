"use client";
import { useEffect } from "react";

/** Lets the browser ask before the page is left while something isn't saved, and tells the host, whose router may ask too. */
export function useUnsavedGuard(
  isDirty: boolean,
  onDirtyChange: ((isDirty: boolean) => void) | undefined,
): void {
  useEffect(() => {
    onDirtyChange?.(isDirty);
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isDirty, onDirtyChange]);
}
