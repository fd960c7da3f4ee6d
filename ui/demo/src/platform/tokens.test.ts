import { createSimulator } from "@profile-sync/simulator";
import { expect, test, vi } from "vitest";
import { tokensOf } from "./tokens.ts";

function counting() {
  let count = 0;
  const fetch = vi.fn(async () => {
    count += 1;
    return Response.json({ token: `token ${count}` });
  });
  return { fetch, simulator: createSimulator({ url: "/clerk", fetch }) };
}

test("a token is kept for a while, also while it is on its way", async () => {
  const { simulator, fetch } = counting();
  const getToken = tokensOf(simulator, "user_ada");

  expect(await Promise.all([getToken(), getToken()])).toEqual(["token 1", "token 1"]);
  expect(fetch).toHaveBeenCalledTimes(1);
});

test("another one is asked for in time, and when the cache is to be skipped", async () => {
  vi.useFakeTimers();
  const { simulator } = counting();
  const getToken = tokensOf(simulator, "user_ada");
  await getToken();

  vi.setSystemTime(Date.now() + 41_000);
  expect(await getToken()).toBe("token 2");
  expect(await getToken({ skipCache: true })).toBe("token 3");
  vi.useRealTimers();
});

test("one that could not be had is asked for again", async () => {
  const { simulator, fetch } = counting();
  fetch.mockRejectedValueOnce(new TypeError("connection refused"));
  const getToken = tokensOf(simulator, "user_ada");

  await expect(getToken()).rejects.toThrow("doesn't answer");
  expect(await getToken()).toBe("token 1");
});

test("one that nobody waits for may fail unheard", async () => {
  const { simulator, fetch } = counting();
  fetch.mockRejectedValueOnce(new TypeError("connection refused"));
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);

  void tokensOf(simulator, "user_ada")();
  await new Promise((resolve) => setTimeout(resolve, 20));

  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
