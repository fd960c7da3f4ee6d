/** What a viewer has seen of profiles, and how it is kept true. */

import type { QueryClient } from "@tanstack/react-query";
import { type Reading, reading, readOptions } from "../api/reading.ts";
import type { PendingPush } from "../api/types.ts";
import type { Viewer } from "../auth/viewer.ts";
import { meKey } from "../auth/viewer.ts";
import type { AnyProfile, Kind, ProfileOf, ProfileReference, Seen } from "./kind.ts";
import { kindOf } from "./kind.ts";

/** Where a profile is kept. */
function profileKey(viewer: Viewer, reference: ProfileReference) {
  return [...viewer.scope, kindOf(reference).name, reference] as const;
}

/** Where an account is kept. */
export function userKey(viewer: Viewer, userId: string): readonly string[] {
  return [...viewer.scope, "user", userId];
}

/** How often to look whether Clerk has been told by now, while it has not. */
const PUSH_POLL_MS = 5000;

/** In how many milliseconds to read again what Clerk has yet to be told of; `false` when it knows everything. */
export function pushPoll({ pendingPush }: { pendingPush?: PendingPush | null }): number | false {
  return pendingPush ? PUSH_POLL_MS : false;
}

/** How a profile is read. */
export function profileQuery<R extends ProfileReference>(viewer: Viewer, reference: R) {
  return {
    ...readOptions,
    queryKey: profileKey(viewer, reference),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      reading(kindOf(reference).read(viewer.client, whereNow(viewer, reference), signal)),
    refetchInterval: ({ state }: { state: { data?: Reading<Seen<AnyProfile>> | undefined } }) =>
      state.data?.status === "ready" && pushPoll(state.data.value.profile),
    enabled: viewer.clerkId !== undefined && !isClosed(viewer, reference),
  };
}

/** Where a profile is by now: whose address was changed before the viewer's eyes is read by their id. */
function whereNow(viewer: Viewer, reference: ProfileReference): ProfileReference {
  if (!("builderSlug" in reference)) return reference;
  const profile = seenNow(viewer, reference)?.profile;
  return profile && profile.slug !== reference.builderSlug ? { builder: profile.userId } : reference;
}

/** Whether it need not be asked: the public sees no clients. */
export function isClosed(viewer: Viewer, reference: ProfileReference): boolean {
  return viewer.clerkId === null && "client" in reference;
}

/** The profile as the viewer sees it now. */
export function seenNow<R extends ProfileReference>(
  viewer: Viewer,
  reference: R,
): Seen<ProfileOf<R>> | undefined {
  const kept = viewer.queryClient.getQueryData<Reading<Seen<ProfileOf<R>>>>(profileKey(viewer, reference));
  return kept?.status === "ready" ? kept.value : undefined;
}

/**
 * Shows what the API says of a profile now, wherever it is shown. Answers that are still on their way were made
 * before that, so they are not waited for.
 */
export async function show<Profile extends AnyProfile>(
  viewer: Viewer,
  kind: Pick<Kind<Profile, never>, "name">,
  seen: Seen<Profile>,
): Promise<void> {
  const shown = profilesOf(viewer, kind.name, seen.profile.userId);
  await viewer.queryClient.cancelQueries(shown);
  // It writes where something is; when the viewer has left, nothing is, and nothing is kept.
  const reading: Reading<Seen<Profile>> = { status: "ready", value: seen };
  viewer.queryClient.setQueriesData(shown, reading);
}

/** Reads somebody's profile again, wherever it is shown. */
export function readAgain(viewer: Viewer, kind: Kind<never, never>["name"], userId: string): void {
  void viewer.queryClient.invalidateQueries(profilesOf(viewer, kind, userId));
}

/** Reads the accounts again that an edit may have changed along with the profile. */
export function readAccountsAgain(viewer: Viewer): void {
  void viewer.queryClient.invalidateQueries({ queryKey: meKey(viewer) });
  void viewer.queryClient.invalidateQueries({ queryKey: [...viewer.scope, "user"] });
}

type QueryFilters = Parameters<QueryClient["cancelQueries"]>[0] & object;

function profilesOf(viewer: Viewer, kind: string, userId: string): QueryFilters {
  return {
    queryKey: [...viewer.scope, kind],
    predicate: ({ state }) => {
      // Under this key, only readings of profiles are kept.
      const kept = state.data as Reading<Seen<AnyProfile>> | undefined;
      return kept?.status === "ready" && kept.value.profile.userId === userId;
    },
  };
}
