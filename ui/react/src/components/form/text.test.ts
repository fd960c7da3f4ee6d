import { expect, it } from "vitest";
import contract from "../../../../../functions/profile-api/openapi.json";
import { hasHidden, lengthOf, textFault } from "./text.ts";

const { headline, bio } = contract.components.schemas.BuilderPatch.properties;

it("counts characters as the API does: an emoji may be one or many", () => {
  expect(lengthOf("Ada")).toBe(3);
  expect(lengthOf("😀")).toBe(1);
  expect(lengthOf("👩‍🔬")).toBe(3);
});

it("takes as many emoji as the API does", () => {
  expect(textFault("😀".repeat(120), { longest: 120 })).toBeUndefined();
  expect(textFault("😀".repeat(121), { longest: 120 })).toBe("Use at most 120 characters. These are 121.");
});

it("measures the trimmed text, which is what is sent", () => {
  expect(textFault(`  ${"x".repeat(5)}  `, { longest: 5 })).toBeUndefined();
});

it.each([
  ["in a line", headline.pattern, false],
  ["in many lines", bio.pattern, true],
])("knows the same hidden characters as the contract: %s", (_, pattern, hasLines) => {
  const contracts = new RegExp(pattern);
  const differing = [];
  for (let code = 0; code <= 0xffff; code += 1) {
    const text = String.fromCharCode(code);
    // Half a character can't be sent at all.
    const isHalf = code >= 0xd800 && code <= 0xdfff;
    if (!isHalf && hasHidden(text, hasLines) === contracts.test(text)) differing.push(code.toString(16));
  }
  expect(differing).toEqual([]);
});

it("takes what joins emoji and letters", () => {
  expect(textFault("👩‍🔬 نمی‌خواهم", { longest: 50 })).toBeUndefined();
});

it.each(["\u200d", "\u2800", "\u200c\u2800 \u200c"])("finds that there is nothing to see", (text) => {
  expect(textFault(text, { longest: 50 })).toBe("There is nothing to see in it.");
});

it("wants one line where there is one", () => {
  expect(textFault("a\nb", { longest: 50 })).toMatch(/in one line/);
  expect(textFault("a\nb", { longest: 50, hasLines: true })).toBeUndefined();
});

it("wants what can't be done without", () => {
  expect(textFault("   ", { longest: 50 })).toBeUndefined();
  expect(textFault("   ", { longest: 50, isRequired: true })).toBe("Fill this in, or remove it.");
});

it("refuses half a character", () => {
  expect(textFault("a\ud800b", { longest: 50 })).toBeDefined();
});
