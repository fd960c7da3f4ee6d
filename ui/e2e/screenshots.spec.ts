import { fileURLToPath } from "node:url";
import type { Locator, Page } from "@playwright/test";
import { Board } from "./page/board.ts";
import { Console } from "./page/console.ts";
import { Stage } from "./page/stage.ts";
import { DEMO } from "./stack/addresses.ts";
import { clerk } from "./stack/clerk.ts";
import { type Somebody, signUp, signUpBuilder } from "./stack/people.ts";
import { ask, patchBuilder, read } from "./stack/platform.ts";
import { expect, test } from "./test.ts";

// Takes the pictures of docs/screenshots: `python3 infra/local browser -- --grep @screenshots`. Look at each of them afterwards.

const FOLDER = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url));

const AMARA = { first: "Amara", last: "Osei", address: "amara@osei.example" };
const JONAS = { first: "Jonas", last: "Lindgren", address: "jonas@lindgren.example" };
const PROFILE = {
  headline: "Assistants that answer the phone for small clinics",
  tagline: "From the first call to the last invoice, in four weeks.",
  bio: "I build voice assistants that take calls when nobody else can. Each call ends with an appointment, an answer, or a note to a person who can help.",
  topSkills: ["Speech", "Scheduling", "Evaluation"],
  domains: ["Health care", "Insurance"],
  expertiseAreas: ["Agents", "Retrieval"],
  availability: "Two days a week from May on",
  hourlyRate: "85.00",
  adhdFocus: true,
  slug: "amara-osei",
  socialLinks: { GitHub: "https://github.com/example", Talks: "https://example.com/talks" },
  portfolioItems: [
    {
      title: "Night desk",
      description: "Takes the calls of a practice after hours.",
      url: "https://example.com/night-desk",
      imageUrl: "https://example.com/night-desk.png",
    },
    {
      title: "Second opinion",
      description: "Reads a bill, and says what the insurance pays.",
      url: "https://example.com/second-opinion",
      imageUrl: "https://example.com/opinion.png",
    },
  ],
};

test.describe("@screenshots", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });
  test.setTimeout(120_000);

  test("the demo's board", async ({ page }) => {
    const somebody = await amara();
    const board = await Board.open(page, somebody);
    await board.make("Send twice");
    await board.rename("Osei-Lind");
    await expect(board.events.first()).toContainText("duplicate");
    await board.make("Let through");
    await board.record.getByRole("button", { name: "Edit the validation tier, as an admin" }).click();
    await board.record.getByRole("combobox", { name: "Tier" }).selectOption("2");
    await board.record.getByRole("button", { name: "Save" }).click();
    await expect(board.row("clerk", "Tier")).toContainText("2");
    await board.clerk.getByRole("switch", { name: /^Change silently/ }).click();
    await board.clerk.getByRole("button", { name: "New picture" }).click();
    await expect(board.row("record", "Picture")).toContainText("differs");
    await take(page, "demo-board", 1130);
  });

  test("the demo's story of a missed webhook", async ({ page }) => {
    await page.goto(DEMO);
    await page.getByRole("button", { name: "A missed webhook" }).click();
    const steps = page.getByRole("list", { name: "A missed webhook" }).getByRole("listitem");
    await expect(steps.nth(2)).toHaveClass("step done", { timeout: 40_000 });
    await expect(page.getByText("1 field differs")).toBeVisible();
    await take(page, "demo-missed-webhook", 1000);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(page.getByRole("button", { name: "Once more" })).toBeVisible({ timeout: 40_000 });
    await take(page, "demo-missed-webhook-dark", 1000);
  });

  test("a builder's profile, as each sees it", async ({ page, watch }) => {
    watch.expect(/status of 412/);
    const somebody = await amara();
    const stage = await Stage.open(page, "The public", somebody);
    await take(page, "profile-public", 1000);
    await stage.signInAs(somebody);
    await expect(stage.profile).toContainText("Only you and admins see this");
    await take(page, "profile-owner", 1160);
    await page.emulateMedia({ colorScheme: "dark" });
    await take(page, "profile-owner-dark", 1160);
    await page.emulateMedia({ colorScheme: "light" });
    await stage.signInAs("Noor Rahimi");
    await expect(stage.profile).toContainText("For admins");
    await take(page, "profile-admin", 900, stage.profile.getByRole("button", { name: "Deactivate profile" }));

    await stage.signInAs(somebody);
    await stage.edit();
    await take(page, "profile-edit", 1200);
    await stage.field("Headline").fill("Assistants that pick up the phone, day and night");
    await stage.form.getByRole("textbox", { name: "About you" }).fill("I build what answers your phone.");
    await patchBuilder(somebody.userId, {
      headline: "Voice assistants for clinics",
      bio: "Voice assistants for practices with more patients than hands.",
    });
    await stage.save();
    await expect(page.getByRole("button", { name: "Save with these choices" })).toBeVisible();
    await take(page, "profile-conflict");
  });

  test("the console", async ({ page }) => {
    const [somebody, other] = [await amara(), await signUp(["CLIENT"], JONAS)];
    await drifts(other, 6);
    await clerk.setDeliveries({ state: "drop" });
    await clerk.setEmail(somebody.clerkId, "amara.osei@clinic.example");
    await clerk.setDeliveries({});
    const missed = await run(true);
    await clerk.emit("organizationMembership.created", { id: "orgmem_1", user_id: somebody.clerkId });
    await clerk.emit("session.created", { id: "sess_1", user_id: somebody.clerkId, created_at: Date.now() });
    await clerk.emit("user.updated", { id: other.clerkId, object: "user", updated_at: "yesterday" });

    const console = await Console.open(page, "events");
    await expect(console.rows.filter({ hasText: "failed" }).first()).toBeVisible();
    await take(page, "console-events", 780);
    await console.rows.filter({ hasText: "user.created" }).first().getByRole("link").click();
    await expect(page.getByRole("region", { name: "History" })).toBeVisible();
    await take(page, "console-event");
    await find(page, somebody.clerkId);
    await expect(page.getByText("The chain is whole")).toBeVisible();
    await take(page, "console-user");
    await go(page, "Reconciliations");
    await expect(console.rows.first()).toBeVisible();
    await take(page, "console-runs", 620);
    await console.rows.filter({ hasText: "dry run" }).first().getByRole("link").click();
    await expect(page.getByRole("main")).toContainText(missed);
    await take(page, "console-run");
    await go(page, "Health");
    await expect(page.locator("svg.recharts-surface").first()).toBeVisible();
    await take(page, "console-health");
    await page.emulateMedia({ colorScheme: "dark" });
    await take(page, "console-health-dark");
    await go(page, "Events");
    await expect(console.rows.first()).toBeVisible();
    await take(page, "console-events-dark", 780);
  });
});

/** Somebody with a picture and a full profile. */
async function amara(): Promise<Somebody> {
  const somebody = await signUpBuilder(PROFILE, AMARA);
  await clerk.uploadImage(somebody.clerkId);
  await expect.poll(async () => (await read(`/users/${somebody.userId}`)).imageUrl).toBeTruthy();
  return somebody;
}

/** Lets runs find so many changes that were missed, so that there is something in the charts. */
async function drifts({ clerkId }: Somebody, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    if (at % 3 !== 1) await clerk.changeSilently(clerkId, { last_name: `Lindgren-${at}` });
    await run(at % 3 === 0);
  }
}

/** A reconciliation from its start to its end; its id. */
async function run(dryRun: boolean): Promise<string> {
  const { content } = await ask("POST", "/reconciliations", { body: { mode: "full", dryRun } });
  const id = String(content.runId);
  const state = async () => (await ask("GET", `/reconciliations/${id}`)).content.state;
  await expect.poll(state, { timeout: 30_000 }).toBe("finished");
  return id;
}

async function find(page: Page, id: string): Promise<void> {
  await page.getByRole("searchbox", { name: /^Find/ }).fill(id);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("User");
}

async function go(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
}

/** Takes the page's top, down to `height`, or what is around `at`. Nothing in it has the focus or is pointed at. */
async function take(page: Page, name: string, height = 900, at?: Locator): Promise<void> {
  await page.setViewportSize({ width: 1280, height });
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    scrollTo(0, 0);
  });
  await at?.scrollIntoViewIfNeeded();
  await page.screenshot({ path: `${FOLDER}${name}.png`, animations: "disabled" });
}
