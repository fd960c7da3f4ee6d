import type { RunReport } from "@buildappswith/profile-sync-react";
import { SEEDED } from "@profile-sync/simulator";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { expectAccessible } from "../../test/axe.ts";
import { LIAM } from "../../test/made.ts";
import { problem, TestServer } from "../../test/server.ts";
import { show } from "../../test/show.tsx";
import { Reconcile } from "./Reconcile.tsx";

afterEach(() => {
  vi.useRealTimers();
});

const AT = "2026-05-12T10:00:00.000Z";

function aRun(change: Partial<RunReport> = {}, counts: Partial<RunReport["counts"]> = {}): RunReport {
  return {
    runId: "run_1",
    mode: "incremental",
    dryRun: true,
    allowDeletes: false,
    state: "finished",
    startedAt: AT,
    updatedAt: AT,
    finishedAt: AT,
    note: null,
    counts: {
      compared: 1,
      conflicts: 0,
      drifted: 0,
      failed: 0,
      gone: 0,
      missed: 0,
      oldestPushMs: 0,
      pushed: 0,
      pushesFailed: 0,
      repaired: 0,
      requests: 1,
      shortPages: 0,
      unlinked: 0,
      unreadable: 0,
      ...counts,
    },
    fields: {},
    drifts: [],
    cut: 0,
    nextCursor: null,
    unreadable: 0,
    ...change,
  };
}

const DRIFT: RunReport["drifts"][number] = {
  clerkId: SEEDED.liam.clerkId,
  userId: LIAM,
  kind: "differs",
  ageMs: 2576,
  missed: true,
  repaired: false,
  error: null,
  fields: [
    { field: "email", ours: "l…@buildappswith.ai", clerk: "l…@buildappswith.com" },
    { field: "emailVerifiedAt", ours: null, clerk: "1778580000000" },
  ],
};

function reconcile(run: RunReport | null) {
  const server = new TestServer();
  server.run = run;
  server.install();
  show(<Reconcile nameOf={(id) => (id === SEEDED.liam.clerkId ? "Liam" : "somebody")} />);
  return { server, user: userEvent.setup() };
}

test("looking first is dry, and shows whom and which fields with masked values", async () => {
  const { server, user } = reconcile(aRun({ drifts: [DRIFT] }, { drifted: 1, missed: 1 }));

  await user.click(screen.getByRole("button", { name: "Look first" }));

  expect(await screen.findByText("Looked only, changed nothing")).toBeVisible();
  expect(screen.getByText("Liam")).toBeVisible();
  expect(screen.getByText("l…@buildappswith.com")).toBeVisible();
  expect(screen.getByText(/12\/05\/2026/)).toBeVisible();
  expect(server.got("POST", "/v1/reconciliations")[0]).toMatchObject({
    body: { mode: "incremental", dryRun: true },
    as: SEEDED.noor.clerkId,
  });
  await expectAccessible();
});

test("everybody is repaired when that is asked for", async () => {
  const repaired = aRun(
    { mode: "full", dryRun: false, drifts: [{ ...DRIFT, repaired: true }] },
    { drifted: 1, repaired: 1 },
  );
  const { server, user } = reconcile(repaired);

  await user.click(screen.getByRole("radio", { name: "Everybody" }));
  await user.click(screen.getByRole("button", { name: "Repair now" }));

  expect(await screen.findByText("Repaired what it could")).toBeVisible();
  expect(server.got("POST", "/v1/reconciliations")[0]?.body).toEqual({ mode: "full", dryRun: false });
});

test("it is watched until it is over", async () => {
  const { server, user } = reconcile(null);

  await user.click(screen.getByRole("button", { name: "Look first" }));
  expect(await screen.findByText("Looking…")).toBeVisible();
  await waitFor(() => expect(server.got("GET", "/v1/reconciliations/run_1").length).toBeGreaterThan(1));

  server.run = aRun();
  expect(await screen.findByText("Both sides agree")).toBeVisible();
});

test("one that stops says why", async () => {
  const { user } = reconcile(aRun({ state: "stopped", note: "Clerk refuses the key" }));

  await user.click(screen.getByRole("button", { name: "Repair now" }));

  expect(await screen.findByText("Stopped")).toBeVisible();
  expect(screen.getByText("Clerk refuses the key")).toBeVisible();
  await expectAccessible();
});

test("one that can't be started says why", async () => {
  const { server, user } = reconcile(null);
  server.overrides.set("POST /v1/reconciliations", () => problem(503, "unavailable", "try again later"));

  await user.click(screen.getByRole("button", { name: "Repair now" }));

  expect(await screen.findByText("try again later")).toBeVisible();
});

test("one that never begins is given up, in words, and may be tried again", async () => {
  const { server, user } = reconcile(null);
  await user.click(screen.getByRole("button", { name: "Look first" }));
  expect(await screen.findByText("Looking…")).toBeVisible();

  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });

  expect(await screen.findByText(/Another run is at work/)).toBeVisible();
  expect(screen.queryByText("Looking…")).toBeNull();
  await expectAccessible();
  server.run = aRun();
  server.overrides.set("POST /v1/reconciliations", () => Response.json({ runId: "run_2" }));
  await user.click(screen.getByRole("button", { name: "Look first" }));
  expect(await screen.findByText("Both sides agree")).toBeVisible();
  expect(screen.queryByText(/Another run is at work/)).toBeNull();
});

test("a second one can't be asked for while one is at work", async () => {
  const { server, user } = reconcile(null);

  await user.dblClick(screen.getByRole("button", { name: "Repair now" }));
  expect(await screen.findByText("Comparing…")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Look first" }));

  expect(screen.getByRole("button", { name: "Repair now" })).toHaveAttribute("aria-disabled", "true");
  expect(server.got("POST", "/v1/reconciliations")).toHaveLength(1);
});
