import { Console } from "../page/console.ts";
import { CONSOLE } from "../stack/addresses.ts";
import { clerk } from "../stack/clerk.ts";
import { newName, signUp, signUpBuilder } from "../stack/people.ts";
import { read } from "../stack/platform.ts";
import { expect, test } from "../test.ts";

test("somebody is found by either id", async ({ page }) => {
  const { clerkId, userId, name } = await signUp(["CLIENT"]);
  const console = await Console.open(page, "users");

  for (const id of [clerkId, userId]) {
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Users" }).click();
    await page.getByLabel("Id of a user").fill(id);
    await page.getByRole("button", { name: "Find" }).click();
    await expect(console.fact("Name")).toHaveText(name);
    await expect(console.fact("Our id")).toHaveText(userId);
    await expect(console.fact("Clerk’s id")).toHaveText(clerkId);
  }
});

test("whom neither side knows is said to be nobody", async ({ page }) => {
  await Console.open(page, "users/user_2Nobody");
  await expect(page.getByRole("main")).toContainText("Neither side knows this id");
});

test("an address that was missed is seen on both sides, is repaired from here, and leaves its trail", async ({
  page,
}) => {
  const { clerkId, address } = await signUp(["CLIENT"]);
  const moved = newName("moved").address;
  await clerk.setDeliveries({ state: "drop" });
  await clerk.setEmail(clerkId, moved);
  await clerk.setDeliveries({});

  const console = await Console.open(page, `users/${clerkId}`);
  const email = console.compared("Email");
  await expect(email.getByRole("cell")).toHaveText([address, moved, "differs"]);
  await expect(page.getByRole("region", { name: "Both sides", exact: true })).toContainText(
    "Fields differ (1)",
  );

  await page.getByRole("link", { name: "Reconcile now" }).click();
  await expect(page.getByRole("radio", { name: "Repair" })).toBeChecked();
  await page.getByRole("button", { name: "Start and repair" }).click();
  await console.runEnds();
  const found = page
    .getByRole("region", { name: "Who differed" })
    .getByRole("row")
    .filter({ hasText: clerkId });
  await expect(found).toContainText("repaired");
  await expect(found).not.toContainText(moved);

  await found.getByRole("link").click();
  await expect(console.compared("Email").getByRole("cell")).toHaveText([moved, moved, "same"]);
  const trail = page.getByRole("region", { name: "Audit trail" });
  await expect(trail).toContainText("The chain is whole");
  const change = trail.getByRole("row").filter({ has: page.getByRole("cell", { name: "2", exact: true }) });
  await expect(change).toContainText("Email i…@example.com → m…@example.com");
  await expect(change.getByRole("link")).toHaveAttribute("href", /^\/reconciliations\//);
});

test("the audit trail names every change with its cause, which leads on", async ({ page }) => {
  const { userId, clerkId } = await signUpBuilder();
  const console = await Console.open(page, `users/${userId}`);
  const trail = page.getByRole("region", { name: "Audit trail" });
  await expect(trail).toContainText("The chain is whole");

  await trail.getByRole("row").last().getByRole("link", { name: /^msg_/ }).click();
  await expect(console.title).toHaveText("user.created");
  await expect(console.fact("Clerk’s id")).toHaveText(clerkId);
});

test("an admin who signed in long ago proves who they are, and the roles are set", async ({
  page,
  watch,
}) => {
  watch.expect(/status of 403 .*\/roles/);
  const [admin, somebody] = [await signUp(["CLIENT", "ADMIN"]), await signUp(["CLIENT"])];
  const console = new Console(page);
  await page.goto(`${CONSOLE}users/${somebody.userId}`);
  await page.getByRole("checkbox", { name: /^Signed in an hour ago/ }).check();
  await console.signIn(admin.clerkId);

  const roles = page.getByRole("region", { name: "Roles" }).first();
  await roles.getByRole("checkbox", { name: /^Builder/ }).check();
  await roles.getByRole("button", { name: "Save roles" }).click();
  await page
    .getByRole("dialog", { name: "Is it still you?" })
    .getByRole("button", { name: "Yes, it is me" })
    .click();

  await expect(roles).toContainText("The roles are saved.");
  await expect(console.fact("Roles")).toHaveText("CLIENT, BUILDER");
  await expect.poll(() => read(`/users/${somebody.userId}`)).toMatchObject({ roles: ["CLIENT", "BUILDER"] });
});

test("while Clerk is down what is ours is shown, and that Clerk gives no answer", async ({ page, watch }) => {
  watch.expect(/status of 503 .*\/comparison/);
  const { userId, name } = await signUp(["CLIENT"]);
  const console = await Console.open(page, "users");
  await clerk.setFaults([{ method: "GET", path: "/v1/**", fault: { kind: "down" } }]);

  await page.getByLabel("Id of a user").fill(userId);
  await page.getByRole("button", { name: "Find" }).click();
  await expect(console.fact("Name")).toHaveText(name, { timeout: 20_000 });
  await expect(page.getByRole("alert").first()).toContainText("The platform can't answer now");
});
