import type { Locator, Page } from "@playwright/test";
import { Stage } from "../page/stage.ts";
import { type Somebody, signUpBuilder } from "../stack/people.ts";
import { patchBuilder, read } from "../stack/platform.ts";
import { expect, test } from "../test.ts";

const MINE = { headline: "My headline", tagline: "My tagline" };
const THEIRS = { headline: "Their headline", availability: "From May on" };

/** Two people edit one profile: the page's viewer is the slower one. */
async function collide(page: Page): Promise<{ builder: Somebody; stage: Stage; panel: Locator }> {
  const builder = await signUpBuilder();
  const stage = await Stage.open(page, builder, builder);
  await stage.edit();
  await stage.field("Headline").fill(MINE.headline);
  await stage.field("Tagline").fill(MINE.tagline);
  await patchBuilder(builder.userId, THEIRS);
  await stage.save();
  const panel = page.getByRole("region", { name: /Somebody else changed this profile/ });
  await expect(panel).toBeFocused();
  await expect(panel.getByRole("group")).toHaveCount(1);
  await expect(panel.getByRole("radio", { name: `Yours ${MINE.headline}` })).toBeChecked();
  await expect(panel.getByRole("radio", { name: `Theirs ${THEIRS.headline}` })).not.toBeChecked();
  return { builder, stage, panel };
}

test.beforeEach(({ watch }) => watch.expect(/status of 412/));

test("of a conflict both versions are shown, and one's own can be kept", async ({ page }) => {
  const { builder, stage, panel } = await collide(page);

  await panel.getByRole("button", { name: "Save with these choices" }).click();

  await stage.isSaved();
  await expect(stage.profile).toContainText(MINE.headline);
  await expect.poll(() => read(`/builders/${builder.userId}`)).toMatchObject({ ...THEIRS, ...MINE });
});

test("of a conflict the other version can be taken, and what was no conflict is saved all the same", async ({
  page,
}) => {
  const { builder, stage, panel } = await collide(page);

  await panel.getByRole("radio", { name: /^Theirs/ }).check();
  await panel.getByRole("button", { name: "Save with these choices" }).click();

  await stage.isSaved();
  await expect(stage.profile).toContainText(MINE.tagline);
  await expect.poll(() => read(`/builders/${builder.userId}`)).toMatchObject({ ...MINE, ...THEIRS });
});

test("of a conflict one can give up everything, and goes on from what is there", async ({ page }) => {
  const { builder, stage, panel } = await collide(page);

  await panel.getByRole("button", { name: "Discard all my changes" }).click();

  await expect(stage.field("Headline")).toHaveValue(THEIRS.headline);
  await expect(stage.field("Tagline")).not.toHaveValue(MINE.tagline);
  await stage.field("Tagline").fill("Afterwards");
  await stage.save();
  await stage.isSaved();
  await expect(stage.profile).toContainText("Afterwards");
  await expect
    .poll(() => read(`/builders/${builder.userId}`))
    .toMatchObject({ ...THEIRS, tagline: "Afterwards" });
});

test("two edits of different fields are both kept, without a question", async ({ page }) => {
  const builder = await signUpBuilder();
  const stage = await Stage.open(page, builder, builder);
  await stage.edit();
  await stage.field("Headline").fill(MINE.headline);
  await patchBuilder(builder.userId, { bio: "Their words" });
  await stage.save();

  await stage.isSaved();
  await expect(stage.profile).toContainText(MINE.headline);
  await expect(stage.profile).toContainText("Their words");
});
