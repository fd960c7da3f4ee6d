"use client";

/** Two people edited the same version: what both wanted, and who decides. */

import { useCallback, useState } from "react";
import type { PatchOf, ProfileOf, ProfileReference, Seen } from "./kind.ts";
import type { ConflictField } from "./patch.ts";
import { collisions } from "./patch.ts";

/** What became of an edit that was not refused. */
export type SaveOutcome = "saved" | "conflict";

/** Somebody else was faster: both versions, and the choice. */
export interface ProfileConflict<R extends ProfileReference> {
  /** What the editor wanted to change. */
  mine: PatchOf<R>;
  /** The profile as it was when they began. */
  base: ProfileOf<R>;
  /** The profile as it is now. */
  theirs: ProfileOf<R>;
  /** The fields that both changed. What only one of them changed needs no choice. */
  fields: ConflictField<keyof PatchOf<R> & string>[];
  /**
   * Saves mine over theirs; given names, of the fields that both changed only those. When somebody was faster
   * again, there is a new conflict. Rejects as `update` does, and the conflict stays.
   */
  keepMine(fields?: readonly string[]): Promise<SaveOutcome>;
  /** Gives mine up. */
  takeTheirs(): void;
}

/** A conflict, with the version that the next try is based on. */
export type Collision<R extends ProfileReference> = Pick<ProfileConflict<R>, "mine" | "base" | "fields"> & {
  theirs: Seen<ProfileOf<R>>;
};

/** Compares both. */
export function collide<R extends ProfileReference>(
  base: ProfileOf<R>,
  theirs: Seen<ProfileOf<R>>,
  mine: PatchOf<R>,
): Collision<R> {
  return { base, theirs, mine, fields: collisions(base, theirs.profile, mine) };
}

/** What to save when of the fields that both changed only those in `kept` are to be mine. */
export function mineOf<R extends ProfileReference>({ mine, fields }: Collision<R>, kept?: readonly string[]) {
  const patch = { ...mine };
  for (const { field } of fields) if (kept && !kept.includes(field)) delete patch[field];
  return patch;
}

/** The collision that stands, while it is still the same viewer and the same profile, which `of` names. */
export function useCollision<R extends ProfileReference>(of: string) {
  type Standing = Collision<R> | null;
  const [state, setState] = useState<{ of: string; collision: Standing }>({ of, collision: null });
  const set = useCallback(
    (next: Standing | ((earlier: Standing) => Standing)) =>
      setState((before) => {
        const earlier = before.of === of ? before.collision : null;
        return { of, collision: typeof next === "function" ? next(earlier) : next };
      }),
    [of],
  );
  return [state.of === of ? state.collision : null, set] as const;
}
