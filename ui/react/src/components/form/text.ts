import { messages } from "./messages.ts";

/** What a text has to be like. */
export interface TextRule {
  /** Most characters. */
  longest: number;
  /** Fewest characters, unless there is nothing in it at all. */
  shortest?: number;
  /** Whether it may have more than one line. */
  hasLines?: boolean;
  /** Whether it can't be done without. */
  isRequired?: boolean;
}

/**
 * A character that nobody sees and that changes what others see. Source: `is_control` in
 * lib/core/src/patch/text.rs. What joins emoji and letters is none of them.
 */
const HIDDEN =
  /\p{Cc}|\p{Cs}|[\u061c\u115f\u1160\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff]/u;

/** Nothing to see: only what joins others, or braille without a dot. */
const BLANK = /^(?:\s|\u200c|\u200d|\u2800)*$/u;

/** Counts characters as the API counts them: Unicode scalar values, so an emoji may be one or many. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** Whether a text has a character that the API doesn't take. */
export function hasHidden(text: string, hasLines = false): boolean {
  return HIDDEN.test(hasLines ? text.replace(/[\n\t]/g, "") : text);
}

/** What is wrong with a text, in words for whoever wrote it; `undefined` when nothing is. */
export function textFault(text: string, rule: TextRule): string | undefined {
  const { longest, shortest = 1, hasLines, isRequired } = rule;
  const trimmed = text.trim();
  const length = lengthOf(trimmed);
  if (length === 0) return isRequired ? messages.missing : undefined;
  if (length > longest) return messages.tooLong(longest, length);
  if (length < shortest) return messages.tooShort(shortest);
  if (hasHidden(trimmed, hasLines)) return hasLines ? messages.hidden : messages.hiddenLine;
  return BLANK.test(trimmed) ? messages.blank : undefined;
}
