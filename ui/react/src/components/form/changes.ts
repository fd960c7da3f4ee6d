/** What of `after` differs from `before`: only that is sent, so that nobody else's edit is undone. */
export function changes<T extends object>(before: T, after: T): Partial<T> {
  const changed: Partial<T> = {};
  for (const key in after) {
    if (!isSame(before[key], after[key])) changed[key] = after[key];
  }
  return changed;
}

/** The same for an object whose names are free, where null removes a member; `undefined` when nothing changed. */
export function memberChanges(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Record<string, string | null> | undefined {
  const removed = Object.keys(before).filter((it) => !Object.hasOwn(after, it));
  const set = Object.entries(after).filter(([name, value]) => before[name] !== value);
  const changed = Object.fromEntries([...removed.map((it) => [it, null] as const), ...set]);
  return Object.keys(changed).length > 0 ? changed : undefined;
}

/** Values of forms are texts, switches and lists of those, made in one place: their JSON tells them apart. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
