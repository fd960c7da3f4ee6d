import { Console } from "../page/console.ts";
import { clerk } from "../stack/clerk.ts";
import { signUp } from "../stack/people.ts";
import { read } from "../stack/platform.ts";
import { expect, test } from "../test.ts";

test("a dry run is started, is watched to its end, and reports by field without changing anything", async ({
  page,
}) => {
  const { clerkId, userId, name } = await signUp(["CLIENT"]);
  await clerk.changeSilently(clerkId, { first_name: "Overlooked" });
  const console = await Console.open(page, "reconciliations");
  await page.getByRole("link", { name: "Start a run" }).click();
  await expect(console.title).toHaveText("Start a reconciliation");
  await expect(page.getByRole("radio", { name: "Dry run" })).toBeChecked();
  await page.getByRole("button", { name: "Start dry run" }).click();

  await console.runEnds();
  await expect(page.getByRole("main")).toContainText("This was a dry run, so nothing was changed.");
  await expect(console.fact("Kind")).toHaveText("Incremental, dry run");
  const byField = page.getByRole("region", { name: "By field" }).getByRole("row").filter({ hasText: "Name" });
  await expect(byField).toBeVisible();
  const drift = page
    .getByRole("region", { name: "Who differed" })
    .getByRole("row")
    .filter({ hasText: clerkId });
  await expect(drift).toContainText("left as it is");
  await expect(drift).not.toContainText("Overlooked");
  await expect.poll(() => read(`/users/${userId}`)).toMatchObject({ name });

  await page.getByRole("link", { name: "All runs" }).click();
  await expect(console.rows.first()).toContainText("Incremental, dry run");
  await console.rows.first().getByRole("link").click();
  await expect(drift).toBeVisible();
});

test("a full run that may delete is held back until that is confirmed", async ({ page }) => {
  const console = await Console.open(page, "reconciliations/new");
  await page.getByRole("radio", { name: "Full" }).check();
  await page.getByRole("radio", { name: "Repair" }).check();
  await page.getByRole("checkbox", { name: /^Allow deletes/ }).check();

  await page.getByRole("button", { name: "Start and repair" }).click();
  await expect(page.getByRole("textbox", { name: /Type DELETE/ })).toBeFocused();
  await expect(console.title).toHaveText("Start a reconciliation");
});

test("a run that never was is said to be none", async ({ page }) => {
  await Console.open(page, "reconciliations/01ARZ3NDEKTSV4RRFFQ69G5FAV");
  await expect(page.getByRole("main")).toContainText("There is no such run");
});
