/** A row of a list of short texts. */
export interface Entry {
  value: string;
}

/** A row of named values. */
export interface Member {
  name: string;
  value: string;
}

/** Rows for a list's texts. */
export function toEntries(texts: readonly string[]): Entry[] {
  return texts.map((value) => ({ value }));
}

/** The texts of a list's rows. */
export function fromEntries(rows: readonly Entry[]): string[] {
  return rows.map((it) => it.value.trim());
}

/** Rows for an object's members. */
export function toMembers(object: Readonly<Record<string, string>>): Member[] {
  return Object.entries(object).map(([name, value]) => ({ name, value }));
}

/** The object of such rows. */
export function fromMembers(rows: readonly Member[]): Record<string, string> {
  return Object.fromEntries(rows.map((it) => [it.name.trim(), it.value.trim()]));
}

/** A trimmed text, or null when there is nothing in it. */
export function textOrNull(text: string): string | null {
  return text.trim() || null;
}
