import { CLERK_IS_DOWN } from "../page/watch.ts";
import { DEMO } from "../stack/addresses.ts";
import { expect, test } from "../test.ts";

/** A story may wait for events and for runs. In milliseconds. */
const TOLD_WITHIN = 45_000;

for (const title of ["Duplicates", "Out of order", "A missed webhook", "Clerk is down", "A ban"]) {
  test(`the story “${title}” comes to its end, and leaves nothing broken`, async ({ page, watch }) => {
    // A ban is seen by asking in the name of who is banned.
    watch.expect(/status of (403|404) .*\/v1\//, CLERK_IS_DOWN);
    test.setTimeout(TOLD_WITHIN + 15_000);
    await page.addInitScript(skipPauses);
    await page.goto(DEMO);

    await page.getByRole("button", { name: title }).click();

    await expect(page.getByRole("button", { name: "Once more" })).toBeVisible({ timeout: TOLD_WITHIN });
    const steps = page.getByRole("list", { name: title }).getByRole("listitem");
    const states = await steps.evaluateAll((items) => items.map((it) => it.className));
    expect(states.length).toBeGreaterThan(3);
    expect(new Set(states)).toEqual(new Set(["step done"]));
    await expect(page.getByText("Both sides say the same")).toBeVisible();
    await expect(page.getByText("Webhooks go through.").first()).toBeVisible();
    await expect(page.getByText("Clerk's API is up.")).toBeVisible();
  });
}

/** Runs in the page: nobody here has to read each step for as long as people do. */
function skipPauses(): void {
  const PAUSE_MS = 2600;
  const wait = window.setTimeout.bind(window);
  Object.assign(window, {
    setTimeout: (act: () => void, ms?: number) => wait(act, ms === PAUSE_MS ? 0 : ms),
  });
}
