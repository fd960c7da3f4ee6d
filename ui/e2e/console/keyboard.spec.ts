import { Console } from "../page/console.ts";
import { pick, press, tabTo, write } from "../page/keyboard.ts";
import { CONSOLE } from "../stack/addresses.ts";
import { signUp } from "../stack/people.ts";
import { expect, test } from "../test.ts";

test("the keyboard alone signs in, walks the list, opens an event, and finds a user", async ({ page }) => {
  const { clerkId, name } = await signUp(["CLIENT"]);
  const console = new Console(page);
  await page.goto(`${CONSOLE}events`);

  await pick(page.getByLabel("Sign in as"), "Noor Rahimi");
  await press(page.getByRole("button", { name: "Sign in" }));
  await expect(console.rows.first()).toBeVisible();

  await page.keyboard.press("j");
  await expect(console.rows.nth(0).getByRole("link")).toBeFocused();
  await page.keyboard.press("j");
  await expect(console.rows.nth(1).getByRole("link")).toBeFocused();
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "History" })).toBeVisible();
  await expect(console.title).toBeFocused();

  await page.keyboard.press("/");
  await page.keyboard.type(clerkId);
  await page.keyboard.press("Enter");
  await expect(console.title).toHaveText("User");
  await expect(console.fact("Name")).toHaveText(name);
});

test("the keyboard alone filters the events, and skips what stands before the page", async ({ page }) => {
  const { clerkId } = await signUp(["CLIENT"]);
  const { rows, title } = await Console.open(page, "events");
  await expect(rows.first()).toBeVisible();

  await press(page.getByRole("link", { name: "Skip to the page" }));
  await expect(page.getByRole("main")).toBeFocused();
  await write(page.getByRole("textbox", { name: "User" }), clerkId);
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(1);
  await press(rows.getByRole("link"));
  await expect(title).toHaveText("user.created");
});

test("the keyboard alone starts a run that repairs", async ({ page }) => {
  const console = await Console.open(page, "reconciliations");
  await press(page.getByRole("link", { name: "Start a run" }));
  await expect(console.title).toBeFocused();

  await tabTo(page.getByRole("radio", { name: "Dry run" }));
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "Repair" })).toBeChecked();
  await press(page.getByRole("button", { name: "Start and repair" }));
  await console.runEnds();
});
