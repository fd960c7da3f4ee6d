"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { useMutationState, useQuery } from "@tanstack/react-query";
import type { Reading, ReadProgress, Refusal } from "../api/reading.ts";
import { progressOf, statusOf } from "../api/reading.ts";
import { useViewer } from "../auth/viewer.ts";
import type { Edit } from "./edits.ts";
import { editsKey } from "./edits.ts";
import type { ProfileOf, ProfileReference, Seen } from "./kind.ts";
import { idOf, kindOf } from "./kind.ts";
import { patched } from "./patch.ts";
import { isClosed, profileQuery } from "./profileCache.ts";

/** A profile, or why there is none to see. */
export type ProfileState<R extends ProfileReference> = ReadProgress &
  (
    | {
        status: "ready";
        /** The profile, with the edits that are being saved. */
        profile: ProfileOf<R>;
        /** Which version it is; what an edit of it is based on. */
        etag: string | undefined;
      }
    | { status: "loading" | "error" | Refusal; profile: undefined; etag: undefined }
  );

/** Reads a profile as the viewer may see it, and keeps it fresh. */
export function useProfile<R extends ProfileReference>(reference: R): ProfileState<R> {
  const viewer = useViewer();
  const state = useSavedProfile(reference);
  const { profile } = state;
  const edits = useMutationState(
    {
      filters: {
        mutationKey: editsKey(viewer, kindOf(reference).name, profile?.userId),
        status: "pending",
      },
      // Under this key, only edits are made.
      select: ({ state }) => (state.variables as Edit<R>).patch,
    },
    viewer.queryClient,
  );
  if (state.status !== "ready" || edits.length === 0) return state;
  return { ...state, profile: edits.reduce(patched<ProfileOf<R>>, state.profile) };
}

/** The same without the edits that are being saved, which may yet be refused. */
export function useSavedProfile<R extends ProfileReference>(reference: R): ProfileState<R> {
  const viewer = useViewer();
  const query = useProfileQuery(reference);
  const progress = progressOf(query);
  if (query.data?.status === "ready") return { ...progress, status: "ready", ...query.data.value };
  const status = isClosed(viewer, reference) ? "signed-out" : statusOf(query);
  return { ...progress, status, profile: undefined, etag: undefined };
}

/** The query beneath. */
function useProfileQuery<R extends ProfileReference>(
  reference: R,
): UseQueryResult<Reading<Seen<ProfileOf<R>>>> {
  const viewer = useViewer();
  return useQuery(profileQuery(viewer, reference), viewer.queryClient);
}

/** The id of the user whose profile it is, once it is known. */
export function useProfileUserId(reference: ProfileReference): string | undefined {
  const { data } = useProfileQuery(reference);
  return idOf(reference) ?? (data?.status === "ready" ? data.value.profile.userId : undefined);
}
