import { keepToken } from "./keepToken.ts";

function counted() {
  let minted = 0;
  return async () => `token ${++minted}`;
}

test("one token serves everybody who asks while it is good", async () => {
  const getToken = keepToken(counted());
  expect(await Promise.all([getToken(), getToken()])).toEqual(["token 1", "token 1"]);
});

test("a token is renewed before its minute is over", async () => {
  vi.useFakeTimers();
  const getToken = keepToken(counted());
  await getToken();
  vi.setSystemTime(Date.now() + 50_000);
  expect(await getToken()).toBe("token 2");
  vi.useRealTimers();
});

test("skipCache mints a new one, which is kept from then on", async () => {
  const getToken = keepToken(counted());
  await getToken();
  expect(await getToken({ skipCache: true })).toBe("token 2");
  expect(await getToken()).toBe("token 2");
});

test("a failure is not kept", async () => {
  let down = true;
  const getToken = keepToken(async () => {
    if (down) throw new Error("down");
    return "token";
  });
  await expect(getToken()).rejects.toThrow("down");
  down = false;
  expect(await getToken()).toBe("token");
});
