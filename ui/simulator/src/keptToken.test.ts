import { afterEach, expect, test, vi } from "vitest";
import { keptToken } from "./keptToken.ts";

afterEach(() => {
  vi.useRealTimers();
});

function counted() {
  let made = 0;
  return async () => `token ${++made}`;
}

test("one token serves everybody who asks while it is good", async () => {
  const getToken = keptToken(counted());
  expect(await Promise.all([getToken(), getToken()])).toEqual(["token 1", "token 1"]);
});

test("a token is renewed before its minute is over", async () => {
  vi.useFakeTimers();
  const getToken = keptToken(counted());
  await getToken();
  vi.setSystemTime(Date.now() + 50_000);
  expect(await getToken()).toBe("token 2");
});

test("skipCache makes a new one, which is kept from then on", async () => {
  const getToken = keptToken(counted());
  await getToken();
  expect(await getToken({ skipCache: true })).toBe("token 2");
  expect(await getToken()).toBe("token 2");
});

test("a failure is not kept", async () => {
  const make = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Error("down"))
    .mockResolvedValue("token");
  const getToken = keptToken(make);
  await expect(getToken()).rejects.toThrow("down");
  expect(await getToken()).toBe("token");
});

test("one that nobody waits for may fail unheard", async () => {
  const unheard = vi.fn();
  process.on("unhandledRejection", unheard);
  void keptToken(() => Promise.reject(new Error("down")))();
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off("unhandledRejection", unheard);
  expect(unheard).not.toHaveBeenCalled();
});
