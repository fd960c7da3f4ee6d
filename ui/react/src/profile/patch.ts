/** Merge patches (RFC 7396): what a profile is with one, and where two people's get in each other's way. */

import { hashKey } from "@tanstack/react-query";

/** A field that both changed, each to something else. */
export interface ConflictField<Name extends string = string> {
  field: Name;
  /** What it was when the editor began. */
  base: unknown;
  /** What it would be, were mine kept. */
  mine: unknown;
  /** What it is now. */
  theirs: unknown;
}

/** The profile as it will be with the patch, as far as that can be said here. */
export function patched<Profile extends object>(profile: Profile, patch: object): Profile {
  return { ...profile, ...Object.fromEntries(changesOf(profile, patch)) };
}

/** Whether the profile says already what the patch would make it say. */
export function isPatched(profile: object, patch: object): boolean {
  return equal(profile, patched(profile, patch));
}

/** The fields of `patch` that were changed between `base` and `theirs`, to something else than the patch does. */
export function collisions<Profile extends object, Patch extends object>(
  base: Profile,
  theirs: Profile,
  patch: Patch,
): ConflictField<keyof Patch & string>[] {
  const [before, now] = [new Map(Object.entries(base)), new Map(Object.entries(theirs))];
  return changesOf(theirs, patch).flatMap(([field, mine]) => {
    const of = (value: unknown) => touched(value, new Map(Object.entries(patch)).get(field));
    const [was, is] = [before.get(field), now.get(field)];
    const collide = !equal(of(was), of(is)) && !equal(of(is), of(mine));
    // What `changesOf` names are the patch's own keys.
    return collide ? [{ field: field as keyof Patch & string, base: was, mine, theirs: is }] : [];
  });
}

function changesOf(profile: object, patch: object): [field: string, value: unknown][] {
  const now = new Map(Object.entries(profile));
  return Object.entries(patch).flatMap(([field, to]) =>
    to === undefined ? [] : [[field, field === "hourlyRate" ? decimal(to) : merged(now.get(field), to)]],
  );
}

function merged(now: unknown, to: unknown): unknown {
  if (to === null) return emptied(now);
  if (typeof to === "string") return to.trim() || null;
  if (Array.isArray(to)) return to.map(complete);
  if (!isObject(to)) return to;
  const members = Object.entries({ ...(isObject(now) ? now : {}), ...to });
  return Object.fromEntries(members.filter(([, value]) => value !== null));
}

/** Lists and maps are cleared to empty ones, all else to null. */
function emptied(now: unknown): unknown {
  if (Array.isArray(now)) return [];
  return isObject(now) ? {} : null;
}

/** The API's decimals are texts with two places. */
function decimal(value: unknown): unknown {
  return value === null || value === "" || Number.isNaN(Number(value)) ? value : Number(value).toFixed(2);
}

/** An item of a list; those that are objects are pieces of work, whose members may be left out. */
function complete(item: unknown): unknown {
  return isObject(item) ? { description: null, imageUrl: null, url: null, ...item } : item;
}

/** The part of a field's value that a patch of it is about: of a map, the members that it names. */
function touched(value: unknown, patch: unknown): unknown {
  if (!isObject(patch) || !isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name in patch));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Equal as JSON, whatever order the members are in. */
function equal(one: unknown, other: unknown): boolean {
  return hashKey([one]) === hashKey([other]);
}
