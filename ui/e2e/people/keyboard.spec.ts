import { choose, pick, press, tabTo, write } from "../page/keyboard.ts";
import { Stage } from "../page/stage.ts";
import { DEMO } from "../stack/addresses.ts";
import { newName, signUpBuilder } from "../stack/people.ts";
import { expect, test } from "../test.ts";

test("the keyboard alone signs in, finds the profile, edits it and saves", async ({ page }) => {
  const builder = await signUpBuilder({ headline: "Before" }, newName("Yvonne"));
  const stage = new Stage(page);
  await page.goto(DEMO);

  await press(page.getByRole("link", { name: "As they see it" }));
  await pick(page.getByLabel("Somebody else"), builder.name);
  await pick(page.getByLabel("Whose"), builder.name);
  await press(page.getByRole("button", { name: "Edit profile" }));
  await expect(stage.form.getByRole("heading", { name: "Edit profile" })).toBeFocused();

  await write(stage.field("Headline"), "Written without a mouse");
  await tabTo(stage.form.getByRole("checkbox", { name: "ADHD-friendly" }));
  await page.keyboard.press("Space");
  await press(stage.form.getByRole("button", { name: "Add skill" }));
  await page.keyboard.type("Typing");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Tabbing");
  await press(stage.form.getByRole("button", { name: "Move skill 2 up" }));
  await press(stage.form.getByRole("button", { name: "Save changes" }));

  await expect(stage.profile).toContainText("Written without a mouse");
  await expect(stage.profile.getByRole("region", { name: "Top skills" }).getByRole("listitem")).toHaveText([
    "Tabbing",
    "Typing",
  ]);
  await expect(stage.profile).toContainText("ADHD-friendly");
  await expect(stage.profile.getByRole("button", { name: "Edit profile" })).toBeFocused();
});

test("the keyboard alone chooses a viewer and a component, and sets a tier", async ({ page }) => {
  const builder = await signUpBuilder();
  const { shown } = await Stage.open(page, "The public", builder);

  await page.getByRole("radio", { name: /^The public/ }).focus();
  await choose(page.getByRole("group", { name: "Sign in as" }), /^Noor Rahimi/);
  await choose(page.getByRole("group", { name: "What to look at" }), "Validation tier");
  await tabTo(shown.getByRole("radio", { name: /^Tier 1/ }));
  await page.keyboard.press("ArrowDown");
  await expect(shown.getByRole("radio", { name: /^Tier 2/ })).toBeChecked();
  await press(shown.getByRole("button", { name: "Set tier" }));

  await expect(shown).toContainText("Tier 2 is set.");
});
