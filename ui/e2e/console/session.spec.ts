import { Console } from "../page/console.ts";
import { CONSOLE } from "../stack/addresses.ts";
import { clerk } from "../stack/clerk.ts";
import { signUp } from "../stack/people.ts";
import { setRoles } from "../stack/platform.ts";
import { expect, test } from "../test.ts";

test("who is signed out sees nothing but the sign-in", async ({ page }) => {
  await page.goto(`${CONSOLE}events`);

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await expect(page.getByRole("navigation")).toHaveCount(0);
});

test("who is no admin is told so, and what to do", async ({ page }) => {
  const { clerkId } = await signUp(["CLIENT"]);
  const { title } = await Console.open(page, "events", clerkId);

  await expect(title).toHaveText("The console is for admins");
  await expect(page.getByRole("main")).toContainText("An admin can give you the role");
  await expect(page.getByRole("table")).toHaveCount(0);
});

test("an admin who is suspended is told so", async ({ page, watch }) => {
  watch.expect(/status of 403 .*\/v1\//);
  const { clerkId } = await signUp(["CLIENT", "ADMIN"]);
  const { title } = await Console.open(page, "events", clerkId);
  await expect(title).toHaveText("Events");

  await clerk.ban(clerkId);
  await expect(title).toHaveText("Your account is suspended");
});

test("who loses the role of an admin is shown out, without a reload", async ({ page, watch }) => {
  watch.expect(/status of 403 .*\/v1\//);
  const { clerkId, userId } = await signUp(["CLIENT", "ADMIN"]);
  const { title } = await Console.open(page, "events", clerkId);
  await expect(title).toHaveText("Events");

  await setRoles(userId, ["CLIENT"]);
  await expect(title).toHaveText("The console is for admins");
});

test("who signs out leaves nothing behind", async ({ page }) => {
  const { title } = await Console.open(page, "events");
  await expect(page.getByRole("table")).toBeVisible();

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(title).toHaveText("Sign in");
  await expect(page.getByRole("table")).toHaveCount(0);
});

test("an address leads to its page after a reload too", async ({ page }) => {
  const { userId, name, clerkId } = await signUp(["CLIENT"]);
  const console = await Console.open(page, `users/${userId}`);
  await expect(console.fact("Name")).toHaveText(name);

  await page.reload();
  await console.signIn(clerkId);
  await expect(console.title).toHaveText("The console is for admins");
  await page.reload();
  await console.signIn("user_2NoorRahimihXqVbTmKcZpWsLrJ");
  await expect(console.fact("Name")).toHaveText(name);
});

test("an address that the console does not know is answered with a way on", async ({ page }) => {
  const { title } = await Console.open(page, "nowhere");

  await expect(title).toHaveText("There is no such page");
  await page.getByRole("main").getByRole("link", { name: "events" }).click();
  await expect(title).toHaveText("Events");
});
