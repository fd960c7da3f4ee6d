/** How many ids are remembered: far more than are shown, and few enough for a tab that stays open for weeks. */
const MOST_KNOWN = 1000;

/** Adds an id to those that are known, and forgets the first one when they are too many. */
export function remember(known: Set<string>, id: string): void {
  known.add(id);
  const [oldest] = known;
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
}
