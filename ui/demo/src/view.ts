import { useSyncExternalStore } from "react";

/** The views of the demo, by what the address has after the `#`. */
export type View = "sync" | "people";

/** Which view the address names. */
export function useView(): View {
  return useSyncExternalStore(subscribe, () => (location.hash === "#people" ? "people" : "sync"));
}

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}
