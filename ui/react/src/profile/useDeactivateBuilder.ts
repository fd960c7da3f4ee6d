"use client";

import type { Viewer } from "../auth/viewer.ts";
import { ifMatch, shownBase } from "./edits.ts";
import { readAccountsAgain, readAgain } from "./profileCache.ts";
import type { ActionState } from "./useAction.ts";
import { useAction } from "./useAction.ts";

/** Hides a builder's profile. */
export interface BuilderDeactivation extends ActionState {
  /**
   * Hides the profile and keeps its content. Rejects with `ProfileApiError`; with the code `stale` when the profile
   * is no longer what is shown here.
   */
  deactivate(): Promise<void>;
}

/** Hides a builder's profile until they gain the role anew; for admins. */
export function useDeactivateBuilder(userId: string): BuilderDeactivation {
  const { run, isSaving, error } = useAction("deactivate", userId, (viewer) => deactivate(viewer, userId));
  return { deactivate: () => run(undefined), isSaving, error };
}

async function deactivate(viewer: Viewer, userId: string): Promise<void> {
  try {
    const params = { path: { userId }, header: ifMatch(shownBase(viewer, userId)) };
    await viewer.client.DELETE("/v1/builders/{userId}", { params });
    readAccountsAgain(viewer);
  } finally {
    readAgain(viewer, "builder", userId);
  }
}
