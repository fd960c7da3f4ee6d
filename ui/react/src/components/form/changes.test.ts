import { expect, it } from "vitest";
import { changes, memberChanges } from "./changes.ts";

it("keeps only what differs", () => {
  expect(changes({ a: "1", b: ["x"], c: null }, { a: "1", b: ["x", "y"], c: null })).toEqual({
    b: ["x", "y"],
  });
});

it("sees that the order of a list differs", () => {
  expect(changes({ a: ["x", "y"] }, { a: ["y", "x"] })).toEqual({ a: ["y", "x"] });
});

it("removes a member by null, and names no member that is the same", () => {
  expect(memberChanges({ a: "1", b: "2" }, { b: "2", c: "3" })).toEqual({ a: null, c: "3" });
});

it("says nothing of members when none differs, whatever their order", () => {
  expect(memberChanges({ a: "1", b: "2" }, { b: "2", a: "1" })).toBeUndefined();
});

it("takes a member of any name", () => {
  const after = JSON.parse('{"__proto__":"x"}');
  expect(JSON.stringify(memberChanges({}, after))).toBe('{"__proto__":"x"}');
});
