/** How many ids are remembered: far more than a list shows, and few enough for a tab that stays open for weeks. */
const MOST_KNOWN = 1000;

/** Adds ids to those that are known, and forgets the first ones when they are too many. */
export function remember(known: Set<string>, ids: readonly string[]): void {
  for (const id of ids) known.add(id);
  for (const oldest of known) {
    if (known.size <= MOST_KNOWN) return;
    known.delete(oldest);
  }
}
