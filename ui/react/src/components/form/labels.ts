import { messages } from "./messages.ts";

/** What a form calls its fields. */
export interface Labels {
  labels: Readonly<Record<string, string>>;
  nouns: Readonly<Record<string, string>>;
  parts: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What the field of a name such as `portfolioItems.2.url` is called: "Work 3, link". */
export function labelOf(name: string, { labels, nouns, parts }: Labels): string {
  const [field = "", row, part = ""] = name.split(".");
  const label = labels[field] ?? field;
  if (row === undefined) return label;
  const place = messages.row(nouns[field] ?? label, Number(row) + 1);
  const inside = parts[field]?.[part]?.toLowerCase();
  return inside ? `${place}, ${inside}` : place;
}
