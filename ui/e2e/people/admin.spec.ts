import { Stage } from "../page/stage.ts";
import { clerk } from "../stack/clerk.ts";
import { signUp, signUpBuilder } from "../stack/people.ts";
import { ask, read, setRoles } from "../stack/platform.ts";
import { expect, test } from "../test.ts";

test("an admin who signed in long ago proves who they are, and the roles are set", async ({
  page,
  watch,
}) => {
  watch.expect(/status of 403 .*\/roles/);
  const builder = await signUpBuilder();
  const { shown } = await Stage.open(page, "Noor Rahimi", builder, "Roles");
  await page.getByRole("switch", { name: /^Signed in long ago/ }).click();

  await shown.getByRole("checkbox", { name: /^Subscriber/ }).check();
  await shown.getByRole("button", { name: "Save roles" }).click();
  await page
    .getByRole("dialog", { name: "Verification required" })
    .getByRole("button", { name: "I am Noor" })
    .click();

  await expect(shown).toContainText("The roles are saved.");
  await expect
    .poll(() => read(`/users/${builder.userId}`))
    .toMatchObject({
      roles: ["CLIENT", "BUILDER", "SUBSCRIBER"],
    });
});

test("who would rather not prove it sets no roles", async ({ page, watch }) => {
  watch.expect(/status of 403 .*\/roles/);
  const builder = await signUpBuilder();
  const { shown } = await Stage.open(page, "Noor Rahimi", builder, "Roles");
  await page.getByRole("switch", { name: /^Signed in long ago/ }).click();

  await shown.getByRole("checkbox", { name: /^Admin/ }).check();
  await shown.getByRole("button", { name: "Save roles" }).click();
  await page
    .getByRole("dialog", { name: "Verification required" })
    .getByRole("button", { name: "Cancel" })
    .click();

  await expect(shown.getByRole("alert")).toContainText("fresh proof");
  await expect.poll(() => read(`/users/${builder.userId}`)).toMatchObject({ roles: ["CLIENT", "BUILDER"] });
});

test("roles are set without a question by who has just signed in", async ({ page }) => {
  const builder = await signUpBuilder();
  const { shown } = await Stage.open(page, "Noor Rahimi", builder, "Roles");

  await shown.getByRole("checkbox", { name: /^Client/ }).uncheck();
  await shown.getByRole("button", { name: "Save roles" }).click();

  await expect(shown).toContainText("The roles are saved.");
  await expect
    .poll(async () => (await clerk.person(builder.clerkId))?.public_metadata.roles)
    .toEqual(["BUILDER"]);
});

test("who is suspended while editing loses the form, without a reload", async ({ page, watch }) => {
  watch.expect(/status of 403 .*\/v1\//);
  const builder = await signUpBuilder();
  const stage = await Stage.open(page, builder, builder);
  await stage.edit();

  await clerk.ban(builder.clerkId);

  await expect(stage.form).toHaveCount(0);
  await expect(stage.profile).toContainText("Your account is suspended");
  await expect(stage.profile.getByRole("button", { name: "Edit profile" })).toHaveCount(0);
});

test("who is no admin any more loses an admin's controls, without a reload", async ({ page, watch }) => {
  watch.expect(/status of 403 .*\/v1\//);
  const [admin, builder] = [await signUp(["CLIENT", "ADMIN"]), await signUpBuilder()];
  const { profile, shown } = await Stage.open(page, admin, builder);
  await expect(profile.getByRole("region", { name: "For admins" })).toBeVisible();

  await setRoles(admin.userId, ["CLIENT"]);

  await expect(profile.getByRole("region", { name: "For admins" })).toHaveCount(0);
  await expect(profile.getByRole("button")).toHaveCount(0);
  await expect(shown).not.toContainText("viewEvents");
});

test("an admin says how thoroughly a builder was checked, and Clerk is told", async ({ page }) => {
  const builder = await signUpBuilder();
  const { shown } = await Stage.open(page, "Noor Rahimi", builder, "Validation tier");

  await shown.getByRole("radio", { name: /^Tier 2/ }).check();
  await shown.getByRole("button", { name: "Set tier" }).click();

  await expect(shown).toContainText("Tier 2 is set.");
  await expect
    .poll(async () => (await clerk.person(builder.clerkId))?.public_metadata.validationTier)
    .toBe(2);
});

test("an admin hides a profile, after being asked", async ({ page }) => {
  const builder = await signUpBuilder();
  const { profile } = await Stage.open(page, "Noor Rahimi", builder);

  await profile.getByRole("button", { name: "Deactivate profile" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Deactivate", exact: true }).click();

  await expect(profile).toContainText("This profile is hidden");
  expect(await ask("GET", `/builders/${builder.userId}`, { as: null })).toMatchObject({ status: 404 });
});

test("while Clerk is down a decision is kept, is marked as not told yet, and is told later", async ({
  page,
  watch,
}) => {
  watch.expect(/status of 502 .*\/clerk\//);
  const builder = await signUpBuilder();
  const { profile } = await Stage.open(page, "Noor Rahimi", builder);
  await clerk.setFaults([
    { method: "GET", path: "/v1/**", fault: { kind: "down" } },
    { method: "PATCH", path: "/v1/users/*/metadata", fault: { kind: "down" } },
  ]);

  await profile.getByRole("radio", { name: /^Tier 3/ }).check();
  await profile.getByRole("button", { name: "Set tier" }).click();
  await expect(profile).toContainText("Clerk is told soon of: validation tier");
  await expect(profile).toContainText("References and results");

  await clerk.setFaults([]);
  await expect(profile).not.toContainText("Clerk is told soon");
  expect((await clerk.person(builder.clerkId))?.public_metadata.validationTier).toBe(3);
});
