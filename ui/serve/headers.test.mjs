import { describe, expect, test } from "vitest";
import { clerkHost, LOCAL_HEADERS, productionHeaders } from "./headers.mjs";

// The host is `clerk.example.com`, or `brave-otter-1.clerk.accounts.dev`.
const LIVE = `pk_live_${btoa("clerk.example.com$")}`;
const TEST = `pk_test_${btoa("brave-otter-1.clerk.accounts.dev$")}`;

function policy(headers) {
  const directives = headers["Content-Security-Policy"].split("; ").map((it) => it.split(" "));
  return Object.fromEntries(directives.map(([name, ...sources]) => [name, sources]));
}

describe("on this machine", () => {
  test("nothing comes from elsewhere but pictures, and nothing is inline", () => {
    const { "img-src": pictures, ...rest } = policy(LOCAL_HEADERS);

    expect(pictures).toEqual(["'self'", "https:"]);
    for (const [directive, sources] of Object.entries(rest)) {
      expect([directive, sources]).toEqual([directive, [expect.stringMatching(/^'(self|none)'$/)]]);
    }
    expect(rest["default-src"]).toEqual(["'none'"]);
  });
});

describe("in production", () => {
  const headers = productionHeaders({ apiUrl: "https://api.example.com/prod", clerkPublishableKey: LIVE });

  test("the page reaches the API and Clerk, and nobody else", () => {
    expect(policy(headers)["connect-src"]).toEqual([
      "'self'",
      "https://api.example.com",
      "https://clerk.example.com",
      "https://*.protect.clerk.com:*",
    ]);
  });

  test("no script is inline or made from text", () => {
    expect(policy(headers)["script-src"].join(" ")).not.toMatch(/unsafe|\*(?!\.protect)|data:|blob:/);
    expect(policy(headers)["frame-ancestors"]).toEqual(["'none'"]);
    expect(policy(headers)["default-src"]).toEqual(["'none'"]);
  });
});

test("Clerk's host is read from the publishable key", () => {
  expect(clerkHost(LIVE)).toBe("clerk.example.com");
  expect(clerkHost(TEST)).toBe("brave-otter-1.clerk.accounts.dev");
});

test("what is no publishable key is refused, so that no policy is made of it", () => {
  for (const key of [
    "",
    "sk_test_abc",
    "pk_live_",
    `pk_live_${btoa("evil.example; script-src *$")}`,
    "pk_test_zzz",
  ]) {
    expect(() => clerkHost(key)).toThrow("no publishable key");
  }
});

test("the API of production is elsewhere, and so its address is whole", () => {
  for (const apiUrl of ["", "/", "api.example.com"]) {
    expect(() => productionHeaders({ apiUrl, clerkPublishableKey: LIVE })).toThrow("a whole address");
  }
});
