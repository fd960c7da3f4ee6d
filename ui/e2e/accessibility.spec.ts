import type { Page } from "@playwright/test";
import { expectAccessible } from "./page/axe.ts";
import { Board } from "./page/board.ts";
import { Console } from "./page/console.ts";
import { type Show, Stage, type Viewer } from "./page/stage.ts";
import { CONSOLE } from "./stack/addresses.ts";
import { clerk } from "./stack/clerk.ts";
import { signUp, signUpBuilder } from "./stack/people.ts";
import { ask, patchBuilder } from "./stack/platform.ts";
import { expect, test } from "./test.ts";

/** Whose view of which component, and what is to be seen before axe looks. */
const VIEWS: readonly (readonly [Extract<Viewer, string>, Show, string])[] = [
  ["The public", "Builders", "open to work"],
  ["The public", "Builder's profile", "At a glance"],
  ["Noor Rahimi", "Builder's profile", "Deactivate profile"],
  ["Noor Rahimi", "Edit form", "Save changes"],
  ["Noor Rahimi", "Client's profile", "Edit"],
  ["Priya Raman", "Client's profile", "isn’t yours"],
  ["Noor Rahimi", "Roles", "Save roles"],
  ["Noor Rahimi", "Validation tier", "Set tier"],
  ["Hana Kim", "Guard", "shows its fallback"],
];

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}, axe finds nothing`, () => {
    // What is still fading in has no contrast yet.
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test("on the demo's board, with an edit open, with something that differs", async ({ page }) => {
      const somebody = await signUp(["CLIENT", "BUILDER"]);
      const board = await Board.open(page, somebody);
      await expectAccessible(page, "the board");

      await clerk.changeSilently(somebody.clerkId, { first_name: "Unseen" });
      await expect(board.verdict).toContainText("differs");
      await board.record.getByRole("button", { name: "Look first" }).click();
      await expect(board.record.getByRole("status")).toContainText("Looked only");
      await board.clerk.getByRole("button", { name: "Edit the roles in Clerk" }).click();
      await board.clerk.getByRole("button", { name: "Delete…" }).click();
      await expectAccessible(page, "the board while something is open and differs");
    });

    test("on the package's components, as each viewer sees them", async ({ page, watch }) => {
      watch.expect(/status of 40[134] .*\/v1\//);
      const stage = await Stage.open(page, "The public", await signUpBuilder(), "Builder's profile");
      for (const [viewer, show, seen] of VIEWS) {
        await stage.signInAs(viewer);
        await stage.show(show);
        await expect(stage.shown).toContainText(seen);
        await expectAccessible(page, `${show} as ${viewer} sees it`);
      }
    });

    test("on the form with faults, and on a conflict", async ({ page, watch }) => {
      watch.expect(/status of 412/);
      const builder = await signUpBuilder();
      const stage = await Stage.open(page, builder, builder);
      await stage.edit();
      await stage.field("Hourly rate").fill("a lot");
      await stage.field("Headline").fill("Mine");
      await stage.save();
      await expect(stage.form.getByRole("alert")).toBeVisible();
      await expectAccessible(page, "the form with faults");

      await patchBuilder(builder.userId, { headline: "Theirs" });
      await stage.field("Hourly rate").fill("90");
      await stage.save();
      await expect(page.getByRole("region", { name: /Somebody else changed/ })).toBeVisible();
      await expectAccessible(page, "a conflict");
    });

    test("on the console's pages", async ({ page, watch }) => {
      watch.expect(/status of 404/);
      await page.goto(CONSOLE);
      await expect(page.getByLabel("Sign in as")).toBeVisible();
      await expectAccessible(page, "the sign-in");

      const { clerkId } = await signUpBuilder();
      await clerk.changeSilently(clerkId, { first_name: "Unseen" });
      const run = await ask("POST", "/reconciliations", { body: { mode: "full", dryRun: true } });
      await clerk.emit("user.updated", { id: clerkId, object: "user", updated_at: "yesterday" });
      const console = await Console.open(page, `users/${clerkId}`);
      await expect(page.getByText("The chain is whole")).toBeVisible();
      await expect(page.getByRole("button", { name: "Save roles" })).toBeVisible();
      await expectAccessible(page, "a user");

      await go(page, "Events");
      await console.rows.filter({ hasText: "failed" }).first().getByRole("link").click({ trial: true });
      await expectAccessible(page, "the events");
      await console.rows.filter({ hasText: "failed" }).first().getByRole("link").click();
      await expect(page.getByRole("region", { name: "History" })).toBeVisible();
      await expectAccessible(page, "an event");

      await go(page, "Reconciliations");
      await page.getByRole("link", { name: "Start a run" }).click();
      await page.getByRole("radio", { name: "Full" }).check();
      await page.getByRole("radio", { name: "Repair" }).check();
      await page.getByRole("checkbox", { name: /^Allow deletes/ }).check();
      await expectAccessible(page, "the start of a run");
      await go(page, "Reconciliations");
      await console.rows.first().getByRole("link").click();
      await console.runEnds();
      await expectAccessible(page, `the run ${run.content.runId}`);
      await page.getByRole("link", { name: "All runs" }).click();
      await expect(console.rows.first()).toBeVisible();
      await expectAccessible(page, "the runs");

      await go(page, "Health");
      await expect(page.locator("svg.recharts-surface").first()).toBeVisible();
      await page.getByText(/The same as a table/).click();
      await expectAccessible(page, "health");
    });
  });
}

async function go(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
}
