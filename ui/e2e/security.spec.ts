import { CONSOLE, DEMO } from "./stack/addresses.ts";
import { expect, test } from "./test.ts";

// That no test's page breaks the policy, keeps anything, or puts a token into an address is looked at in each: see page/watch.ts.

for (const [name, address] of [
  ["demo", DEMO],
  ["console", CONSOLE],
] as const) {
  test(`the ${name} may run only its own scripts, and speak to its own origin`, async ({ page, request }) => {
    const policy = (await request.get(address)).headers()["content-security-policy"];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|data:|blob:/);

    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("head").locator("script:not([src]), style")).toHaveCount(0);
  });

  test(`a script that got into the ${name} would not run`, async ({ page, watch }) => {
    watch.expect(
      /^policy: script-src-(elem|attr) refused inline/,
      /Content Security Policy/,
      /404 .*nothing.png/,
    );
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

    const refused = ["script-src-elem", "script-src-attr"].map((directive) =>
      page.waitForEvent("console", (message) => message.text().startsWith(`policy: ${directive} refused`)),
    );
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'taken'";
      document.body.append(script);
      const image = `<img alt="" src="/nothing.png" onerror="document.title = 'taken'">`;
      document.body.insertAdjacentHTML("beforeend", image);
    });
    await Promise.all(refused);
    await expect(page).not.toHaveTitle("taken");
  });
}

test("the secret key of Clerk reaches no page", async ({ request }) => {
  for (const path of [
    "clerk/_simulator/key",
    "clerk/_simulator/endpoints",
    "stack.json",
    ".local/stack.json",
  ]) {
    expect((await request.get(`${DEMO}${path}`, { headers: { accept: "application/json" } })).status()).toBe(
      404,
    );
  }
  expect(await (await request.get(`${DEMO}config.json`)).text()).not.toMatch(/sk_|whsec_/);
  expect(await (await request.get(`${CONSOLE}config.json`)).text()).not.toMatch(/sk_|whsec_/);
});
