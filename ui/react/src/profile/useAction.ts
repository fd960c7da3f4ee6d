"use client";

import { hashKey, useMutation } from "@tanstack/react-query";
import type { Viewer } from "../auth/viewer.ts";
import { useViewer } from "../auth/viewer.ts";
import { editOptions } from "./edits.ts";

/** How an action of the viewer's goes. */
export interface ActionState {
  /** Whether it is under way. */
  isSaving: boolean;
  /** Why the last one failed. */
  error: Error | null;
}

/** Something that the viewer does to somebody; the same is done to the same person once at a time. */
export function useAction<Input, Result>(
  name: string,
  userId: string,
  act: (viewer: Viewer, input: Input) => Promise<Result>,
): ActionState & { run: (input: Input) => Promise<Result> } {
  const viewer = useViewer();
  const key = [...viewer.scope, name, userId];
  const { mutateAsync, isPending, error } = useMutation(
    {
      ...editOptions,
      mutationKey: key,
      scope: { id: hashKey(key) },
      mutationFn: (input: Input) => act(viewer, input),
    },
    viewer.queryClient,
  );
  return { run: mutateAsync, isSaving: isPending, error };
}
