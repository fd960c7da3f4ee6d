import { Stage } from "../page/stage.ts";
import { clerk } from "../stack/clerk.ts";
import { PROFILE, signUp, signUpBuilder } from "../stack/people.ts";
import { setRoles } from "../stack/platform.ts";
import { expect, test } from "../test.ts";

const RATE = "$85.00 an hour";

test("the public sees what a builder shows, and nothing else", async ({ page }) => {
  const builder = await signUpBuilder();
  const { profile } = await Stage.open(page, "The public", builder);

  await expect(profile.getByRole("heading", { name: builder.name })).toBeVisible();
  await expect(profile).toContainText(PROFILE.headline);
  await expect(profile).toContainText("Twelve clinics use them.");
  await expect(profile.getByRole("link", { name: "GitHub" })).toHaveAttribute(
    "href",
    PROFILE.socialLinks.GitHub,
  );
  await expect(profile).not.toContainText(RATE);
  await expect(profile).not.toContainText("Version");
  await expect(profile.getByRole("button")).toHaveCount(0);
});

test("the builder sees rate and version, and may edit", async ({ page }) => {
  const builder = await signUpBuilder();
  const { profile } = await Stage.open(page, builder, builder);

  await expect(profile.getByRole("region", { name: "Only you and admins see this" })).toContainText(RATE);
  await expect(profile.getByRole("button", { name: "Edit profile" })).toBeVisible();
  await expect(profile.getByRole("region", { name: "For admins" })).toHaveCount(0);
});

test("another member sees no more than the public", async ({ page }) => {
  const builder = await signUpBuilder();
  const { profile } = await Stage.open(page, await signUp(["CLIENT"]), builder);

  await expect(profile).toContainText(PROFILE.headline);
  await expect(profile).not.toContainText(RATE);
  await expect(profile.getByRole("button")).toHaveCount(0);
});

test("an admin sees everything, and may decide", async ({ page }) => {
  const builder = await signUpBuilder();
  const { profile } = await Stage.open(page, "Noor Rahimi", builder);

  await expect(profile.getByRole("region", { name: "Only the builder and admins see this" })).toContainText(
    RATE,
  );
  const admins = profile.getByRole("region", { name: "For admins" });
  await expect(admins.getByRole("radio", { name: /^Tier 1/ })).toBeChecked();
  await expect(admins.getByRole("button", { name: "Deactivate profile" })).toBeVisible();
  await expect(profile.getByRole("button", { name: "Edit profile" })).toBeVisible();
});

test("a suspended builder may look at the profile, and the public finds none", async ({ page, watch }) => {
  watch.expect(/status of (401|403|404) .*\/v1\//);
  const builder = await signUpBuilder();
  const stage = await Stage.open(page, builder, builder);
  await expect(stage.profile.getByRole("button", { name: "Edit profile" })).toBeVisible();

  await clerk.ban(builder.clerkId);
  await expect(stage.profile).toContainText("Your account is suspended");
  await expect(stage.profile.getByRole("button", { name: "Edit profile" })).toHaveCount(0);

  await stage.signInAs("The public");
  await expect(stage.profile).toContainText("There is no such profile");
});

test("who was deleted is told so, and is found by nobody", async ({ page, watch }) => {
  watch.expect(/status of (401|403|404) .*\/v1\//);
  const builder = await signUpBuilder();
  const stage = await Stage.open(page, builder, builder);
  await expect(stage.profile.getByRole("button", { name: "Edit profile" })).toBeVisible();

  await clerk.delete(builder.clerkId);
  await expect(stage.shown).toContainText("account was deleted");
  await expect(stage.profile.getByRole("button", { name: "Edit profile" })).toHaveCount(0);
  await expect(stage.profile).not.toContainText(PROFILE.headline);

  await stage.signInAs("The public");
  await expect(stage.profile).toContainText("There is no such profile");
});

test("who is no builder any more sees a hidden profile, and the public none", async ({ page, watch }) => {
  watch.expect(/status of (403|404) .*\/v1\//);
  const builder = await signUpBuilder();
  const stage = await Stage.open(page, builder, builder);
  await expect(stage.profile).toContainText(RATE);

  await setRoles(builder.userId, ["CLIENT"]);
  await expect(stage.profile).toContainText("This profile is hidden");

  await stage.signInAs("The public");
  await expect(stage.profile).toContainText("There is no such profile");
  await stage.signInAs("Noor Rahimi");
  await expect(stage.profile).toContainText("This profile is hidden");
});

test("a client's profile is the client's and the admins'", async ({ page, watch }) => {
  watch.expect(/status of (401|403) .*\/v1\/clients\//);
  const somebody = await signUpBuilder();
  const stage = await Stage.open(page, somebody, somebody, "Client's profile");
  await expect(stage.profile.getByRole("heading", { name: somebody.name })).toBeVisible();

  await stage.signInAs("Priya Raman");
  await expect(stage.profile).toContainText("This profile isn’t yours to see");
  await stage.signInAs("The public");
  await expect(stage.profile).toContainText("You are signed out");
  await stage.signInAs("Noor Rahimi");
  await expect(stage.profile.getByRole("heading", { name: somebody.name })).toBeVisible();
});

test("a guard lets through whom the API lets do it", async ({ page }) => {
  const builder = await signUpBuilder();
  const { shown } = await Stage.open(page, builder, builder, "Guard");

  await expect(shown.getByRole("listitem").filter({ hasText: 'role="BUILDER"' })).toContainText(
    "lets through",
  );
  await expect(shown.getByRole("listitem").filter({ hasText: 'role="ADMIN"' })).toContainText(
    "shows its fallback",
  );
  await expect(shown.getByRole("listitem").filter({ hasText: "viewEvents" })).toContainText(
    "shows its fallback",
  );
});

test("the nearest theme around a profile is its own", async ({ page }) => {
  const { profile, shown } = await Stage.open(page, "The public", await signUpBuilder());
  const choose = (element: Element, theme: string) => element.setAttribute("data-ps-theme", theme);

  await page.locator("body").evaluate(choose, "dark");
  await expect(profile).toHaveCSS("color-scheme", "dark");
  await shown.evaluate(choose, "light");
  await expect(profile).toHaveCSS("color-scheme", "light");
  await profile.evaluate(choose, "dark");
  await expect(profile).toHaveCSS("color-scheme", "dark");
});
