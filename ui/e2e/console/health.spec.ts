import { Console } from "../page/console.ts";
import { clerk } from "../stack/clerk.ts";
import { signUp, signUpBuilder } from "../stack/people.ts";
import { ask } from "../stack/platform.ts";
import { expect, test } from "../test.ts";

test("health says how each part of the way is, with a way to look closer", async ({ page }) => {
  await signUp(["CLIENT"]);
  expect(await ask("POST", "/reconciliations", { body: { mode: "incremental" } })).toMatchObject({
    status: 202,
  });
  await Console.open(page, "health");

  for (const part of ["Last event", "Backlog", "Dead letters", "Pending pushes", "Last run"]) {
    await expect(
      page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: part }) }),
    ).toBeVisible();
  }
  const drift = page.getByRole("region", { name: "Drift over time" });
  await expect(drift.getByRole("figure")).toHaveCount(2);
  await expect(drift.locator("svg.recharts-surface").first()).toBeVisible();
  await drift.getByText(/The same as a table/).click();
  await expect(drift.getByRole("table")).toBeVisible();
});

test("a push that Clerk has not heard of is counted", async ({ page }) => {
  const { userId } = await signUpBuilder();
  await clerk.setFaults([
    { method: "GET", path: "/v1/**", fault: { kind: "down" } },
    { method: "PATCH", path: "/v1/users/*/metadata", fault: { kind: "down" } },
  ]);
  await ask("PUT", `/builders/${userId}/validation-tier`, { body: { validationTier: 3 } });

  await clerk.setFaults([{ method: "PATCH", path: "/v1/users/*/metadata", fault: { kind: "down" } }]);
  await Console.open(page, "health");

  const card = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: "Pending pushes" }) });
  await expect(card).toContainText(/\d/);
  await expect(card).toContainText("On their way to Clerk");
  await clerk.setFaults([]);
  await expect(card).toContainText("Clerk knows of every edit", { timeout: 20_000 });
});
