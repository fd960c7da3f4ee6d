import { test as base } from "@playwright/test";
import { Watch } from "./page/watch.ts";
import { clerk } from "./stack/clerk.ts";
import { sayGoodbye } from "./stack/people.ts";

export { expect } from "@playwright/test";

/** What every test has: its pages are watched, and whatever it did to Clerk is undone, and whoever it signed up leaves. */
export const test = base.extend<{ watch: Watch; mended: undefined }>({
  watch: [
    async ({ context }, use) => {
      const watch = await Watch.begin(context);
      await use(watch);
      await watch.end();
    },
    { auto: true },
  ],
  mended: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads off it what a fixture needs
    async ({}, use) => {
      await use(undefined);
      await Promise.all([clerk.setDeliveries({}), clerk.setFaults([])]);
      await sayGoodbye();
    },
    { auto: true },
  ],
});
