"use client";

import { hashKey, useMutation } from "@tanstack/react-query";
import { useMemo } from "react";
import type { FieldError } from "../api/errors.ts";
import { ProfileApiError } from "../api/errors.ts";
import { useViewer } from "../auth/viewer.ts";
import type { ProfileConflict, SaveOutcome } from "./conflict.ts";
import { collide, mineOf, useCollision } from "./conflict.ts";
import type { Edit } from "./edits.ts";
import { editOptions, editsKey, save } from "./edits.ts";
import type { PatchOf, ProfileOf, ProfileReference, Seen } from "./kind.ts";
import { kindOf } from "./kind.ts";
import { seenNow } from "./profileCache.ts";
import { useProfileUserId } from "./useProfile.ts";

export type { ProfileConflict, SaveOutcome };

/** Edits a profile. */
export interface ProfileUpdate<R extends ProfileReference> {
  /**
   * Saves a merge patch: what is absent stays, null clears. It shows at once, and goes again if it can't be saved.
   *
   * `seen` is what the editor had before their eyes: a form passes what it was filled with. Without it, that is
   * what is shown now. Resolves when it is saved, and also when somebody else was faster: then `conflict` says how
   * it stands. Rejects with `ProfileApiError`, `ProfileConnectionError` or `ProfileTokenError`.
   */
  update(patch: PatchOf<R>, seen?: Seen<ProfileOf<R>>): Promise<SaveOutcome>;
  /** Whether an edit is being saved. */
  isSaving: boolean;
  /** Why the last edit was not saved. */
  error: Error | null;
  /** What was wrong with it, by field. */
  fieldErrors: readonly FieldError[];
  /** How it stands when somebody else was faster. */
  conflict: ProfileConflict<R> | null;
}

const NO_ERRORS: readonly FieldError[] = [];

/** Edits a profile that the viewer may edit. Edits of one profile are saved one after the other. */
export function useUpdateProfile<R extends ProfileReference>(reference: R): ProfileUpdate<R> {
  const viewer = useViewer();
  const kind = kindOf(reference);
  const key = editsKey(viewer, kind.name, useProfileUserId(reference));
  const { mutateAsync, isPending, error } = useMutation(
    {
      ...editOptions,
      mutationKey: key,
      scope: { id: hashKey(key) },
      mutationFn: ({ seen, patch }: Edit<R>) => save(viewer, kind, seen, patch),
    },
    viewer.queryClient,
  );
  const [collision, setCollision] = useCollision<R>(hashKey(key));

  const update: ProfileUpdate<R>["update"] = async (patch, seen = seenNow(viewer, reference)) => {
    if (!seen) throw new Error("profile-sync: there is no profile to edit yet");
    setCollision(null);
    const saving = await mutateAsync({ seen, patch });
    if ("saved" in saving) return "saved";
    // Of two edits at once, the first one's conflict is there already, and this one's joins it.
    setCollision((earlier) =>
      collide(earlier?.base ?? seen.profile, saving.theirs, { ...earlier?.mine, ...patch }),
    );
    return "conflict";
  };

  const conflict = useMemo((): ProfileConflict<R> | null => {
    if (!collision) return null;
    const { mine, base, fields, theirs } = collision;
    const keepMine: ProfileConflict<R>["keepMine"] = async (kept) => {
      const patch = mineOf(collision, kept);
      const saving = await mutateAsync({ seen: theirs, patch });
      setCollision("saved" in saving ? null : collide(theirs.profile, saving.theirs, patch));
      return "saved" in saving ? "saved" : "conflict";
    };
    return { mine, base, fields, theirs: theirs.profile, keepMine, takeTheirs: () => setCollision(null) };
  }, [collision, mutateAsync, setCollision]);

  const fieldErrors = error instanceof ProfileApiError ? error.fields : NO_ERRORS;
  return { update, isSaving: isPending, error, fieldErrors, conflict };
}
