import { Stage } from "../page/stage.ts";
import { PROFILE, signUpBuilder } from "../stack/people.ts";
import { patchBuilder, read } from "../stack/platform.ts";
import { expect, test } from "../test.ts";

test("an edit is saved, and everybody sees it", async ({ page }) => {
  const builder = await signUpBuilder();
  const stage = await Stage.open(page, builder, builder);
  await stage.edit();

  await stage.field("Headline").fill("Assistants that answer");
  await stage.form.getByRole("button", { name: "Add skill" }).click();
  await page.keyboard.type("Telephony");
  await stage.form.getByRole("button", { name: "Remove domain 1" }).click();
  await stage.form.getByRole("checkbox", { name: "ADHD-friendly" }).check();
  await stage.save();

  await stage.isSaved();
  await expect(stage.profile).toContainText("Assistants that answer");
  await expect(stage.profile.getByRole("button", { name: "Edit profile" })).toBeFocused();
  await stage.signInAs("The public");
  await expect(stage.profile).toContainText("Telephony");
  await expect(stage.profile).toContainText("ADHD-friendly");
  await expect(stage.profile).not.toContainText("Health");
});

test("only what was changed is sent, with the version that it was changed in", async ({ page }) => {
  const builder = await signUpBuilder();
  const stage = await Stage.open(page, builder, builder);
  await stage.edit();
  await stage.field("Tagline").fill("Nobody waits on the line");
  const sent = page.waitForRequest((request) => request.method() === "PATCH");
  await stage.save();

  const request = await sent;
  expect(request.postDataJSON()).toEqual({ tagline: "Nobody waits on the line" });
  expect(await request.headerValue("if-match")).toMatch(/^"/);
  await expect(stage.profile).toContainText("Nobody waits on the line");
});

test("what is wrong is said before anything is sent, and leads to its field", async ({ page }) => {
  const builder = await signUpBuilder();
  const stage = await Stage.open(page, builder, builder);
  await stage.edit();
  await stage.field("Hourly rate").fill("a lot");
  await stage.field("Address of the profile").fill("No!");
  await stage.save();

  const summary = stage.form.getByRole("alert");
  await expect(summary).toBeFocused();
  await expect(summary).toContainText("2 things need your attention");
  await summary.getByRole("button", { name: /^Hourly rate/ }).click();
  await expect(stage.field("Hourly rate")).toBeFocused();
  await expect(stage.field("Hourly rate")).toHaveAccessibleDescription(/Write a number/);
  await expect
    .poll(() => read(`/builders/${builder.userId}`))
    .toMatchObject({ version: 2, hourlyRate: "85.00" });
});

test("what only the server can know to be wrong stands at its field, and nothing is saved", async ({
  page,
  watch,
}) => {
  watch.expect(/status of 409/);
  const [builder, other] = [await signUpBuilder(), await signUpBuilder()];
  const slug = other.name.toLowerCase().replace(" ", "-");
  await patchBuilder(other.userId, { slug });
  const stage = await Stage.open(page, builder, builder);
  await stage.edit();
  await stage.field("Headline").fill("Never to be seen");
  await stage.field("Address of the profile").fill(slug);
  await stage.save();

  await expect(stage.field("Address of the profile")).toHaveAccessibleDescription(
    /Somebody else has this address/,
  );
  await expect(stage.field("Headline")).toHaveValue("Never to be seen");
  await stage.form.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Discard changes" }).click();
  await expect(stage.profile).toContainText(PROFILE.headline);
  await expect(stage.profile).not.toContainText("Never to be seen");
});

test("a field error of the server is put at the field that its pointer names", async ({ page, watch }) => {
  watch.expect(/status of 422/);
  const builder = await signUpBuilder();
  const stage = await Stage.open(page, builder, builder);
  await stage.edit();
  // The form knows all the rules that the server has; so one is broken that was kept when it was sent.
  await page.route("**/v1/builders/*", async (route) => {
    const body = route.request().method() === "PATCH" ? { portfolioItems: [{ title: "" }] } : null;
    await route.continue(body ? { postData: JSON.stringify(body) } : {});
  });
  await stage.form.getByRole("textbox", { name: "Title" }).fill("Night desk");
  await stage.save();

  const title = stage.form.getByRole("textbox", { name: "Title" });
  await expect(title).toHaveAccessibleDescription(/This isn’t right yet/);
  await expect(title).toHaveAttribute("aria-invalid", "true");
  await expect(stage.form.getByRole("alert")).toContainText("Work 1, title");
});

test("when the connection is cut nothing that was written is lost, and saving again saves it", async ({
  page,
  watch,
}) => {
  watch.expect(/net::ERR_CONNECTION_RESET/);
  const builder = await signUpBuilder();
  const stage = await Stage.open(page, builder, builder);
  await stage.edit();
  await page.route("**/v1/builders/*", (route) =>
    route.request().method() === "PATCH" ? route.abort("connectionreset") : route.continue(),
  );
  await stage.field("Headline").fill("Written on a train");
  await stage.save();
  await expect(stage.form.getByRole("alert")).toContainText("The server can’t be reached");
  await expect(stage.field("Headline")).toHaveValue("Written on a train");

  await page.unroute("**/v1/builders/*");
  await stage.save();
  await expect(stage.profile).toContainText("Written on a train");
});

test("a decision that the server refuses is not shown as made", async ({ page, watch }) => {
  watch.expect(/status of 503/);
  const builder = await signUpBuilder();
  const stage = await Stage.open(page, "Noor Rahimi", builder);
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/validation-tier", async (route) => {
    await answered;
    await route.fulfill({ status: 503, contentType: "text/plain", body: "out of order" });
  });
  const admins = stage.profile.getByRole("region", { name: "For admins" });
  await admins.getByRole("radio", { name: /^Tier 3/ }).check();
  await admins.getByRole("button", { name: "Set tier" }).click();
  await expect(admins.getByRole("button", { name: "Setting…" })).toBeVisible();

  answer();
  await expect(admins.getByRole("alert")).toContainText("It wasn’t done");
  await expect(stage.profile).toContainText("The account");
  await expect.poll(() => read(`/builders/${builder.userId}`)).toMatchObject({ validationTier: 1 });
});

test("who leaves with something unsaved is asked, by the form and by the browser", async ({ page }) => {
  const builder = await signUpBuilder();
  const stage = await Stage.open(page, builder, builder);
  await stage.edit();
  await stage.field("Headline").fill("Half a thought");

  await stage.form.getByRole("button", { name: "Cancel" }).click();
  const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await expect(question.getByRole("button", { name: "Keep editing" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(stage.field("Headline")).toHaveValue("Half a thought");

  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await expect(stage.field("Headline")).toHaveValue("Half a thought");

  await stage.form.getByRole("button", { name: "Cancel" }).click();
  await question.getByRole("button", { name: "Discard changes" }).click();
  await expect(stage.profile).toContainText(PROFILE.headline);
});
