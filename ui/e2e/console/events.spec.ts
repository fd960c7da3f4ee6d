import { Console } from "../page/console.ts";
import { clerk } from "../stack/clerk.ts";
import { signUp } from "../stack/people.ts";
import { read } from "../stack/platform.ts";
import { expect, test } from "../test.ts";

test("an event is there a moment after it was applied, without a reload", async ({ page }) => {
  const { rows } = await Console.open(page, "events");
  await expect(rows.first()).toBeVisible();

  const { clerkId } = await signUp(["CLIENT"]);

  const row = rows.filter({ hasText: clerkId });
  await expect(row).toBeVisible();
  await expect(row).toContainText("user.created");
  await expect(row).toContainText("processed");
  await expect(row).toHaveAttribute("data-fresh", "");
});

test("the list can be held still", async ({ page }) => {
  const { rows } = await Console.open(page, "events");
  await expect(rows.first()).toBeVisible();
  await page.getByRole("checkbox", { name: "Live" }).uncheck();

  const { clerkId } = await signUp(["CLIENT"]);
  expect(await rows.filter({ hasText: clerkId }).count()).toBe(0);
  await page.getByRole("checkbox", { name: "Live" }).check();
  await expect(rows.filter({ hasText: clerkId })).toBeVisible();
});

test("filters by user, type, status and time find the event, stand in the address, and can be cleared", async ({
  page,
}) => {
  const { clerkId } = await signUp(["CLIENT"]);
  await clerk.rename(clerkId, "Ida", "Filtered");
  const { rows } = await Console.open(page, "events");
  await expect(rows.first()).toBeVisible();

  await page.getByRole("textbox", { name: "User" }).fill(clerkId);
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(2);
  await page.getByRole("combobox", { name: "Type" }).fill("user.updated");
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(1);
  await page.getByLabel("Received").selectOption("in the last hour");
  await expect(rows).toHaveCount(1);
  await page.getByLabel("Status").selectOption("failed");
  await expect(page.getByRole("main")).toContainText("No event fits");
  expect(new URL(page.url()).search).toBe(`?user=${clerkId}&type=user.updated&range=1h&status=failed`);

  await page.getByLabel("Received").selectOption("between…");
  await page.getByLabel("Status").selectOption("any");
  await expect(rows).toHaveCount(1);
  await page.getByLabel("Until").fill("2020-01-01T00:00");
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(0);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(rows).not.toHaveCount(0);
  expect(new URL(page.url()).search).toBe("");
});

test("an event is shown with its history and what came, masked", async ({ page }) => {
  const { clerkId, userId, address, name } = await signUp(["CLIENT"]);
  const console = await Console.open(page, `events?user=${clerkId}`);

  await console.rows.getByRole("link", { name: "user.created" }).click();

  await expect(console.title).toHaveText("user.created");
  await expect(console.title).toBeFocused();
  await expect(console.fact("Status")).toHaveText("processed");
  await expect(console.fact("User")).toHaveText(userId);
  const history = page.getByRole("region", { name: "History" });
  await expect(history).toContainText("Received");
  await expect(history).toContainText("It made the record.");
  const payload = page.getByRole("region", { name: "Payload", exact: true });
  await expect(payload).toContainText('"type": "user.created"');
  await expect(page.getByRole("main")).not.toContainText(address);
  await expect(page.getByRole("main")).not.toContainText(name);
  await page.getByRole("link", { name: "All events" }).click();
  await expect(console.rows).toHaveCount(1);
});

test("a failed event is tried again, and what comes of it is said", async ({ page }) => {
  const { clerkId } = await signUp(["CLIENT"]);
  // What Clerk would never send is never applied: no retry mends that.
  const id = await clerk.emit("user.updated", { id: clerkId, object: "user", updated_at: "yesterday" });
  await expect
    .poll(async () => (await read(`/webhook-events/${id}`).catch(() => ({ status: "" }))).status)
    .toBe("failed");
  const console = await Console.open(page, `events/${id}`);
  await expect(console.fact("Status")).toHaveText("failed");
  const { attempts } = await read(`/webhook-events/${id}`);

  await page.getByRole("button", { name: "Retry" }).click();

  await expect(page.getByRole("alert")).toContainText("It failed again");
  await expect(page.getByRole("region", { name: "History" })).toContainText(
    `Tried ${Number(attempts) + 1} times`,
  );
});

test("an event that never came is said to be none", async ({ page }) => {
  await Console.open(page, "events/msg_never");
  await expect(page.getByRole("main")).toContainText("There is no such event");
});
