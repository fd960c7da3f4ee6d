"use client";

import type { Builder, ValidationTier } from "../api/types.ts";
import type { Viewer } from "../auth/viewer.ts";
import { ifMatch, rememberSave, shownBase } from "./edits.ts";
import { builders, seen } from "./kind.ts";
import { readAccountsAgain, readAgain, show } from "./profileCache.ts";
import type { ActionState } from "./useAction.ts";
import { useAction } from "./useAction.ts";

/** Sets a builder's validation tier. */
export interface ValidationTierSetter extends ActionState {
  /**
   * Resolves to the builder as they are then. Rejects with `ProfileApiError`; with the code `stale` when the profile
   * is no longer what is shown here: whoever vouches for it should look again.
   */
  setValidationTier(tier: ValidationTier): Promise<Builder>;
}

/** Sets how thoroughly the platform has checked a builder; for admins. */
export function useSetValidationTier(userId: string): ValidationTierSetter {
  const { run, isSaving, error } = useAction("validation-tier", userId, (viewer, tier: ValidationTier) =>
    setValidationTier(viewer, userId, tier),
  );
  return { setValidationTier: run, isSaving, error };
}

async function setValidationTier(
  viewer: Viewer,
  userId: string,
  validationTier: ValidationTier,
): Promise<Builder> {
  const base = shownBase(viewer, userId);
  try {
    const params = { path: { userId }, header: ifMatch(base) };
    const answer = await viewer.client.PUT("/v1/builders/{userId}/validation-tier", {
      params,
      body: { validationTier },
    });
    const saved = seen(answer);
    if (base) rememberSave(viewer, "builder", base.version, saved);
    await show(viewer, builders, saved);
    readAccountsAgain(viewer);
    return saved.profile;
  } catch (error) {
    readAgain(viewer, "builder", userId);
    throw error;
  }
}
