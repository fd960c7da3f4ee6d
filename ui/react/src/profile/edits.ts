/** Edits: one after the other for each profile, and never again by themselves. */

import { ProfileApiError } from "../api/errors.ts";
import type { OwnSave, Viewer } from "../auth/viewer.ts";
import type { AnyProfile, Kind, PatchOf, ProfileOf, ProfileReference, Seen } from "./kind.ts";
import { isPatched } from "./patch.ts";
import { readAccountsAgain, readAgain, seenNow, show } from "./profileCache.ts";

/** What the editor changed, and what they had before their eyes when they did. */
export interface Edit<R extends ProfileReference> {
  patch: PatchOf<R>;
  seen: Seen<ProfileOf<R>>;
}

/** How every edit is made. */
export const editOptions = {
  // Whoever edits without a connection is told so at once.
  networkMode: "always",
  retry: false,
  throwOnError: false,
  // What was edited is somebody's own: it isn't kept for longer than it is looked at. In milliseconds.
  gcTime: 1000,
} as const;

/** The key of the edits of somebody's profile. */
export function editsKey(viewer: Viewer, kind: string, userId = ""): readonly string[] {
  return [...viewer.scope, "edit", kind, userId];
}

/** What became of an edit that was not refused: it is saved, or there is something else because others were faster. */
export type Saving<Profile> = { saved: Seen<Profile> } | { theirs: Seen<Profile> };

/** Saves an edit. */
export async function save<Profile extends AnyProfile, Patch extends object>(
  viewer: Viewer,
  kind: Kind<Profile, Patch>,
  seen: Seen<Profile>,
  patch: Patch,
): Promise<Saving<Profile>> {
  const { userId } = seen.profile;
  const base = withOwnSaves(viewer, kind.name, seen);
  if (!base.etag) throw new Error("profile-sync: the profile came without its ETag; let CORS expose it");
  try {
    const saved = await kind.edit(viewer.client, userId, base.etag, patch);
    rememberSave(viewer, kind.name, base.version, saved);
    await show(viewer, kind, saved);
    readAccountsAgain(viewer);
    return { saved };
  } catch (error) {
    if (error instanceof ProfileApiError && error.code === "stale")
      return compare(viewer, kind, userId, patch);
    // Nobody knows what became of it, or the profile is not what it seemed to be.
    readAgain(viewer, kind.name, userId);
    throw error;
  }
}

/** Reads what is there now. Who wanted just that, as when an answer got lost, has no conflict. */
async function compare<Profile extends AnyProfile, Patch extends object>(
  viewer: Viewer,
  kind: Kind<Profile, Patch>,
  userId: string,
  patch: Patch,
): Promise<Saving<Profile>> {
  const theirs = await kind.read(
    viewer.client,
    kind.name === "client" ? { client: userId } : { builder: userId },
  );
  await show(viewer, kind, theirs);
  return isPatched(theirs.profile, patch) ? { saved: theirs } : { theirs };
}

/**
 * The newest version that differs from what was seen by the viewer's own edits alone. Those they have made
 * themselves, so nothing gets lost when the next one is based on them.
 */
function withOwnSaves(viewer: Viewer, kind: string, { profile, etag }: Seen<AnyProfile>) {
  let base: OwnSave = { etag, version: profile.version ?? 0 };
  for (let next = ownSave(base.version); next; next = ownSave(next.version)) base = next;
  return base;

  function ownSave(version: number) {
    return viewer.ownSaves.get(`${kind} ${profile.userId} ${version}`);
  }
}

/** What a decision about a builder is based on: the version that is shown, if any is. */
export function shownBase(viewer: Viewer, userId: string): OwnSave | undefined {
  const seen = seenNow(viewer, { builder: userId });
  return seen && withOwnSaves(viewer, "builder", seen);
}

/** The header that says what an edit is based on. */
export function ifMatch(base: OwnSave | undefined): { "If-Match"?: string } {
  return base?.etag ? { "If-Match": base.etag } : {};
}

/** Notes that the viewer made this version of that one. */
export function rememberSave(
  viewer: Viewer,
  kind: string,
  before: number,
  { profile: { userId, version = 0 }, etag }: Seen<AnyProfile>,
): void {
  if (version > before) viewer.ownSaves.set(`${kind} ${userId} ${before}`, { etag, version });
}
