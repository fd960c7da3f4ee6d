import { Stage } from "../page/stage.ts";
import { PROFILE, signUpBuilder } from "../stack/people.ts";
import { expect, test } from "../test.ts";

const HOSTILE = `<script>document.title = "taken"</script><img src="x" onerror="document.title = 'taken'">`;

test("a script in a profile stays text, wherever it stands", async ({ page }) => {
  const texts = { bio: HOSTILE, availability: HOSTILE, headline: "<b>bold</b>", topSkills: ["<i>skill</i>"] };
  const builder = await signUpBuilder({ ...PROFILE, ...texts });
  const stage = await Stage.open(page, "Noor Rahimi", builder);

  await expect(stage.profile).toContainText(HOSTILE);
  await expect(stage.profile).toContainText("<b>bold</b>");
  await expect(stage.profile.locator("script, b, i, [onerror]")).toHaveCount(0);
  await stage.edit();
  await expect(stage.field("About you")).toHaveValue(HOSTILE);
  await expect(page).not.toHaveTitle("taken");
});

test("only an address of the web becomes a link, and vouches for nothing", async ({ page }) => {
  const builder = await signUpBuilder();
  // The API takes no such address; whatever else may bring one, it must not become a link.
  await page.route("**/v1/builders/01*", async (route) => {
    const answer = await route.fetch();
    const profile = {
      ...(await answer.json()),
      socialLinks: { Site: "javascript:alert(1)", GitHub: "https://github.com/example" },
    };
    await route.fulfill({ response: answer, json: profile });
  });
  const { profile } = await Stage.open(page, "The public", builder);

  await expect(profile.getByText("Site", { exact: true })).toBeVisible();
  await expect(profile.getByRole("link", { name: "Site" })).toHaveCount(0);
  await expect(profile.locator("a[href^='javascript' i]")).toHaveCount(0);
  const links = profile.getByRole("link");
  for (const link of await links.all())
    await expect(link).toHaveAttribute("rel", "noopener noreferrer nofollow ugc");
  await expect(profile.getByRole("link", { name: "GitHub" })).toHaveAttribute("target", "_blank");
});

test("the form takes no address but of the web", async ({ page }) => {
  const builder = await signUpBuilder();
  const stage = await Stage.open(page, builder, builder);
  await stage.edit();

  await stage.form.getByRole("textbox", { name: "Address", exact: true }).fill("javascript:alert(1)");
  await stage.save();

  await expect(stage.form.getByRole("alert")).toContainText("Write a whole address");
});
