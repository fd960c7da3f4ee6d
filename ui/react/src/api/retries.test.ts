import { describe, expect, it } from "vitest";
import { problem } from "../test/answers.ts";
import { ProfileApiError, ProfileConnectionError } from "./errors.ts";
import { readRetries } from "./retries.ts";

function answered(status: number, retryAfter?: string): ProfileApiError {
  return new ProfileApiError(
    problem(status, "unavailable", {}, retryAfter ? { "Retry-After": retryAfter } : {}),
    null,
  );
}

describe("reads are tried again", () => {
  it("twice, when there was no answer or it asks for patience", () => {
    for (const error of [new ProfileConnectionError(), answered(503), answered(429), answered(503, "15")]) {
      expect([0, 1, 2].map((failures) => readRetries.retry(failures, error))).toEqual([true, true, false]);
    }
  });

  it("never, when the same would be answered, when the wait is long, or when it is our own mistake", () => {
    for (const error of [
      answered(400),
      answered(404),
      answered(500),
      answered(503, "16"),
      new Error("bug"),
    ]) {
      expect(readRetries.retry(0, error)).toBe(false);
    }
  });

  it("after as long as the answer says, else after longer each time", () => {
    expect(readRetries.retryDelay(0, answered(503, "2"))).toBe(2000);
    expect(readRetries.retryDelay(0, answered(429, "0"))).toBe(0);
    const delay = readRetries.retryDelay(1, new ProfileConnectionError());
    expect(delay).toBeGreaterThanOrEqual(1000);
    expect(delay).toBeLessThanOrEqual(2000);
  });
});
