import { screen } from "@testing-library/react";
import { expectAccessible } from "../../test/expectAccessible.ts";
import { address, openConsole } from "../../test/openConsole.tsx";
import { run } from "../../test/samples.ts";
import { refusal, startServer } from "../../test/server.ts";

const LIST = "GET /v1/reconciliations";
const list = (...runs: ReturnType<typeof run>[]) => ({ runs, nextCursor: null, unreadable: 0 });

test("runs are listed with their kind, their state and what they found", async () => {
  const stopped = run(
    { runId: "01STOPPED", dryRun: true, state: "stopped", note: "clerk refused the key" },
    { compared: 1234 },
  );
  startServer({
    [LIST]: () => list(stopped, run({ mode: "incremental" }, { drifted: 3, repaired: 2, failed: 1 })),
  });
  await openConsole("/reconciliations");

  const [, first, second] = await screen.findAllByRole("row");
  expect(first).toHaveTextContent("Full, dry run");
  expect(first).toHaveTextContent("stopped");
  expect(first).toHaveTextContent("clerk refused the key");
  expect(first).toHaveTextContent("1234");
  expect(second).toHaveTextContent("Incremental");
  await expectAccessible();
});

test("a list without runs says that one starts by itself", async () => {
  startServer({ [LIST]: () => list() });
  await openConsole("/reconciliations");
  expect(await screen.findByText(/No run yet/)).toBeVisible();
  await expectAccessible();
});

test("older runs are on further pages", async () => {
  startServer({
    [LIST]: ({ query }) =>
      query.get("cursor")
        ? list(run({ mode: "incremental" }))
        : { ...list(run()), nextCursor: "older", unreadable: 1 },
  });
  const hands = await openConsole("/reconciliations");
  expect(await screen.findByText(/1 entries can’t be read/)).toBeVisible();
  await hands.click(screen.getByRole("link", { name: "Older" }));
  expect(await screen.findByText("Incremental")).toBeVisible();
  expect(address()).toBe("/reconciliations?cursor=older");
});

test("a list that can't be read says what to do", async () => {
  startServer({ [LIST]: () => refusal(500, "internal") });
  await openConsole("/reconciliations");
  expect(await screen.findByRole("alert")).toHaveTextContent("Server errors");
  await expectAccessible();
});

test("a row opens its run", async () => {
  startServer({ "GET /v1/reconciliations/*": () => refusal(404, "not_found") });
  const hands = await openConsole("/reconciliations");
  await hands.click(await screen.findByRole("link", { name: "Full" }));
  expect(address()).toBe("/reconciliations/01M8CG2BFD0000000000000001");
});

test("a page of the list that can't be found leads to the newest", async () => {
  const wrong = { errors: [{ parameter: "cursor", detail: "a cursor of this list" }] };
  startServer({
    [LIST]: ({ query }) => (query.has("cursor") ? refusal(422, "invalid_query", wrong) : list(run())),
  });
  const hands = await openConsole("/reconciliations?cursor=x");
  expect(await screen.findByRole("alert")).toHaveTextContent("This page of the list can't be shown");
  await hands.click(screen.getByRole("link", { name: "Newest" }));
  expect(await screen.findByRole("table")).toBeVisible();
  expect(address()).toBe("/reconciliations");
});
