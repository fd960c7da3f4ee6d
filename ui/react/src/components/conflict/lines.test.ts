import { expect, it } from "vitest";
import { linesOf } from "./lines.ts";

it.each([
  ["a text", ["a text"]],
  ["", ["Nothing"]],
  [null, ["Nothing"]],
  [undefined, ["Nothing"]],
  [true, ["Yes"]],
  [false, ["No"]],
  [[], ["Nothing"]],
  [
    ["Rust", "Poetry"],
    ["Rust", "Poetry"],
  ],
  [[{ title: "Notes", description: null, url: "https://example.com" }], ["Notes · https://example.com"]],
  [{ github: "https://example.com" }, ["github: https://example.com"]],
  [{}, ["Nothing"]],
])("says %j in words", (value, lines) => {
  expect(linesOf(value)).toEqual(lines);
});
