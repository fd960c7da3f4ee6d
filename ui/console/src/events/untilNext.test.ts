import { apiError } from "../../test/apiError.ts";
import { untilNext } from "./untilNext.ts";

test("the time that an answer took is part of the pause", () => {
  expect([0, 200, 450, 3000, -1].map((took) => untilNext(500, null, took))).toEqual([
    500, 300, 100, 100, 500,
  ]);
});

test("a failure makes it slower, and too many requests slower yet", () => {
  expect(untilNext(500, apiError(503, "unavailable"))).toBe(2000);
  expect(untilNext(500, apiError(429, "throttled"))).toBe(5000);
  expect(untilNext(10_000, apiError(429, "throttled"))).toBe(10_000);
});
