import * as z from "zod/mini";
import { LIMITS } from "./limits.ts";
import { messages } from "./messages.ts";
import { type TextRule, textFault } from "./text.ts";

/** Says what is wrong with a text, or nothing. */
type Check = (text: string) => string | undefined;

/**
 * A host of labels with dots between them (letters of any script), or an IPv6 address in brackets;
 * then perhaps a port and a path. Never a name or password before the host, never a backslash.
 * Source: `is_link` in lib/core/src/patch/link.rs, which checks ports and IPv6 more thoroughly.
 */
const LINK =
  /^https?:\/\/(?:\[[\da-f:.]+\]|(?:[^\p{ASCII}\u3002\uff00-\uff65]|[\w-])+(?:\.(?:[^\p{ASCII}\u3002\uff00-\uff65]|[\w-])+)*\.?)(?::\d{1,5})?(?:[/?#][^\s\\"<>`]*)?$/iu;

/** Source: the pattern of `hourlyRate` in the API's contract. */
const RATE = /^(?:\d{1,4}(?:\.\d{1,2})?|10000(?:\.00?)?)$/;

/** A text, checked as the API checks it. */
export function text(rule: TextRule) {
  return checked((it) => textFault(it, rule));
}

/** The address of a profile. */
export function slug() {
  const size = { longest: LIMITS.slug, shortest: LIMITS.shortestSlug };
  return checked((it) => textFault(it, size) ?? form(it, /^[a-z0-9-]+$/, messages.slug));
}

/** The price of an hour, as a text. */
export function rate() {
  return checked((it) => form(it, RATE, messages.rate(LIMITS.rate)));
}

/** The address of a page or a picture. */
export function link(isRequired = false) {
  const size = { longest: LIMITS.link, isRequired };
  return checked((it) => textFault(it, size) ?? form(it, LINK, messages.link));
}

/** The rows of a list: no more than the API takes. */
export function rows<T extends z.ZodMiniType>(row: T) {
  return z.array(row).check(z.maxLength(LIMITS.entries, messages.tooMany(LIMITS.entries)));
}

/** A list of short texts, each in a row of its own. */
export function entries() {
  return rows(z.object({ value: text({ longest: LIMITS.entry, isRequired: true }) }));
}

/** Named values, each in a row of its own: no name twice, as one of the two would be lost. */
export function members(value: z.ZodMiniType<string, string>) {
  const name = text({ longest: LIMITS.name, isRequired: true });
  return rows(z.object({ name, value })).check((payload) => {
    const names = payload.value.map((it) => it.name.trim());
    names.forEach((it, index) => {
      if (it === "" || names.indexOf(it) === index) return;
      payload.issues.push({ code: "custom", input: it, path: [index, "name"], message: messages.twice });
    });
  });
}

function form(text: string, pattern: RegExp, message: string): string | undefined {
  const trimmed = text.trim();
  return trimmed === "" || pattern.test(trimmed) ? undefined : message;
}

function checked(check: Check) {
  const error = (issue: { input?: unknown }) => check(String(issue.input)) ?? "";
  return z.string().check(z.refine((it) => check(it) === undefined, { error }));
}
