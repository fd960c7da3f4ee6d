import type { FieldValues } from "react-hook-form";
import { placeOf } from "./resolver.ts";

/**
 * Where in the form a fault is that the API found at `pointer` (RFC 6901) of the patch. Rows are
 * counted in lists and named in objects: `/topSkills/0` is the first row, `/socialLinks/github` the
 * row of that name. `undefined` when the form has no such place.
 */
export function fieldAt(pointer: string, values: FieldValues): string | undefined {
  const [field = "", row, part] = namesIn(pointer);
  if (!Object.hasOwn(values, field)) return undefined;
  const rows: unknown = values[field];
  if (row === undefined || !Array.isArray(rows)) return placeOf(values, field);
  const index = indexOf(row, rows);
  const found: unknown = rows[index];
  if (typeof found !== "object" || found === null) return `${field}.root`;
  const [first = "value"] = Object.keys(found);
  return `${field}.${index}.${part ?? ("value" in found ? "value" : first)}`;
}

function namesIn(pointer: string): string[] {
  const names = pointer.split("/").slice(1);
  return names.map((it) => it.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function indexOf(row: string, rows: readonly { name?: string }[]): number {
  const named = rows.findIndex((it) => it.name?.trim() === row);
  return named === -1 ? Number(row) : named;
}
