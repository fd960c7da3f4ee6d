import { messages } from "./messages.ts";

/** A field's value in words, line by line, whatever it is: for people to compare. */
export function linesOf(value: unknown): string[] {
  if (typeof value === "boolean") return [value ? messages.yes : messages.no];
  const lines = Array.isArray(value) ? value.map(inLine) : isObject(value) ? named(value) : [inLine(value)];
  const said = lines.filter((it) => it !== "");
  return said.length > 0 ? said : [messages.empty];
}

/** Something of a list in one line: a work's title, description and addresses. */
function inLine(value: unknown): string {
  if (isObject(value)) return Object.values(value).filter(Boolean).join(" · ");
  return value === null || value === undefined ? "" : String(value);
}

function named(value: object): string[] {
  return Object.entries(value).map(([name, it]) => `${name}: ${inLine(it)}`);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
