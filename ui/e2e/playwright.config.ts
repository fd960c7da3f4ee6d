import { defineConfig } from "@playwright/test";

// `make test` and `python3 infra/local browser` bring up a stack and its pages, and say by the environment where they are.
const { CHROME, DEMO_URL } = process.env;
if (!CHROME || !DEMO_URL) {
  throw new Error("these tests need a running stack: start them with `python3 infra/local browser`");
}

/** Chromium has no sandbox for root, as whom containers run. */
const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

export default defineConfig({
  testDir: ".",
  outputDir: "../../.local/browser",
  // One stack for all, and on it everybody's changes: one test at a time. What only passes at the second try has failed.
  workers: 1,
  retries: 0,
  fullyParallel: false,
  // In milliseconds. On two cores that something else keeps busy, what takes half a second takes five.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // These write files of the checkout: they run when they are named, by `--grep @screenshots`.
  ...(process.argv.some((it) => it.includes("@screenshots")) ? {} : { grepInvert: /@screenshots/ }),
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL: DEMO_URL,
    actionTimeout: 20_000,
    viewport: { width: 1280, height: 900 },
    // Traces would take as much work as all else here: `python3 infra/local browser -- --trace retain-on-failure` keeps some.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: CHROME,
      args: [
        ...asRoot,
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
