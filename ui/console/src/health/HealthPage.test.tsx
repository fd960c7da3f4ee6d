import { screen, waitFor, within } from "@testing-library/react";
import { expectAccessible } from "../../test/expectAccessible.ts";
import { openConsole } from "../../test/openConsole.tsx";
import { run, syncStatus } from "../../test/samples.ts";
import { refusal, startServer } from "../../test/server.ts";

const statusAsks = (asked: { path: string }[]) => asked.filter((it) => it.path === "/v1/sync-status");

test("a sync that is well says so", async () => {
  startServer();
  await openConsole("/health");
  expect(await screen.findByText("All is well")).toBeVisible();
  expect(screen.getByRole("heading", { name: "Last event" })).toBeVisible();
  await expectAccessible();
});

test("what wants somebody is named first, and its card says what to do", async () => {
  startServer({ "GET /v1/sync-status": () => syncStatus({ deadLetters: 2 }) });
  await openConsole("/health");
  expect(await screen.findByText("Needs you: dead letters")).toBeVisible();
  const card = screen.getByRole("heading", { name: "Dead letters" }).closest("li");
  expect(card).toHaveTextContent("bad");
  expect(card).toHaveTextContent("Runbook: “Dead letters”");
  await expectAccessible();
});

test("drift over time is drawn, and is there as a table with the same numbers", async () => {
  const runs = [
    run({ runId: "01B" }, { drifted: 3, repaired: 2, missed: 1 }),
    run({ runId: "01OPEN", state: "open", finishedAt: null }),
    run({ runId: "01A", mode: "incremental" }),
  ];
  startServer({ "GET /v1/reconciliations": () => ({ runs, nextCursor: null, unreadable: 0 }) });
  const hands = await openConsole("/health");

  expect(await screen.findByText("Users who differed, by run", {}, { timeout: 10_000 })).toBeVisible();
  await hands.click(screen.getByText(/The same as a table: the last 2 runs/));
  const [, newest, oldest] = within(screen.getByRole("table")).getAllByRole("row");
  expect(newest).toHaveTextContent(/Full103211$/);
  expect(oldest).toHaveTextContent(/Incremental100000$/);
  await expectAccessible();
});

test("without runs there is nothing to draw", async () => {
  startServer({ "GET /v1/reconciliations": () => ({ runs: [], nextCursor: null, unreadable: 0 }) });
  await openConsole("/health");
  expect(await screen.findByText("No run has finished yet.")).toBeVisible();
});

test("when the health can't be read, that is said", async () => {
  startServer({ "GET /v1/sync-status": () => refusal(500, "internal") });
  await openConsole("/health");
  expect(await screen.findByRole("alert")).toHaveTextContent("Something is broken in the platform");
  await expectAccessible();
});

test("an alert stays while the health is asked for once more, until there is an answer", async () => {
  const server = startServer({ "GET /v1/sync-status": () => refusal(500, "internal") });
  await openConsole("/health");
  await screen.findByRole("alert");

  let answer = (_: unknown) => {};
  server.routes["GET /v1/sync-status"] = () => new Promise((resolve) => (answer = resolve));
  const before = server.asked.length;
  await waitFor(() => expect(statusAsks(server.asked.slice(before))).toHaveLength(1));
  expect(screen.getByRole("alert")).toBeVisible();
  expect(screen.queryByText("Looking…")).not.toBeInTheDocument();

  answer(syncStatus());
  expect(await screen.findByText("All is well")).toBeVisible();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});
