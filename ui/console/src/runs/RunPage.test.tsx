import { screen, waitFor, within } from "@testing-library/react";
import { expectAccessible } from "../../test/expectAccessible.ts";
import { address, openConsole } from "../../test/openConsole.tsx";
import { drift, LIAM, report } from "../../test/samples.ts";
import { refusal, startServer } from "../../test/server.ts";

const ONE = "GET /v1/reconciliations/*";
const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A ULID of a moment. */
function ulid(time: number): string {
  const digits = Array.from({ length: 10 }, (_, i) =>
    CROCKFORD.charAt(Math.floor(time / 32 ** (9 - i)) % 32),
  );
  return `${digits.join("")}0000000000000001`;
}

test("a run that was asked for is starting, until it has begun and is under way, until it is finished", async () => {
  const server = startServer({ [ONE]: () => refusal(404, "not_found") });
  await openConsole(`/reconciliations/${ulid(Date.now())}`);
  expect(await screen.findByText("Starting…")).toBeVisible();
  await expectAccessible();
  const asked = server.asked.length;
  let answer = () => {};
  server.routes[ONE] = () => new Promise((resolve) => (answer = () => resolve(refusal(404, "not_found"))));
  await waitFor(() => expect(server.asked.length).toBeGreaterThan(asked));
  expect(screen.getByText("Starting…")).toBeVisible();
  answer();

  server.routes[ONE] = () => report({ state: "open", finishedAt: null }, { compared: 500, drifted: 2 });
  expect(await screen.findByText("Under way: 500 compared, 2 differ.")).toBeVisible();
  expect(screen.getByRole("progressbar", { name: "The run is under way" })).toBeVisible();
  await expectAccessible();

  server.routes[ONE] = () => report({}, { compared: 1000, drifted: 2, repaired: 2, missed: 1 });
  expect(await screen.findByText("Finished: 2 of 2 repaired")).toBeVisible();
  expect(screen.getByText(/Missed events.*runbook/)).toBeVisible();
});

test("a run that never began says what may be the reason", async () => {
  startServer({ [ONE]: () => refusal(404, "not_found") });
  await openConsole(`/reconciliations/${ulid(Date.now() - 600_000)}`);
  expect(await screen.findByText("There is no such run")).toBeVisible();
  expect(screen.getByText(/Another run may have been at work/)).toBeVisible();
  await expectAccessible();
});

test("the report says which fields differed, how, and for whom, with masked values", async () => {
  const fields = {
    name: { missing: 0, extra: 1, differing: 0 },
    email: { missing: 1, extra: 2, differing: 3 },
  };
  const drifts = [
    drift(),
    drift({
      kind: "failed",
      userId: null,
      clerkId: "user_2Eva",
      repaired: false,
      error: "the table refused",
      ageMs: null,
    }),
    drift({ kind: "unlinked", clerkId: null, userId: "usr_old", repaired: false, missed: false, fields: [] }),
  ];
  startServer({
    [ONE]: () => report({ fields, drifts, cut: 4, unreadable: 1 }, { drifted: 3, repaired: 1, failed: 1 }),
  });
  await openConsole("/reconciliations/01RUN");

  const byField = within(await screen.findByRole("region", { name: "By field" }));
  const [, most] = byField.getAllByRole("row");
  expect(most).toHaveTextContent("Email3126");

  const who = within(screen.getByRole("region", { name: "Who differed" }));
  const liam = who.getByRole("row", { name: new RegExp(LIAM) });
  expect(liam).toHaveTextContent("fields differ");
  expect(liam).toHaveTextContent("its event should have come");
  expect(liam).toHaveTextContent("l…@example.com ≠ l…@example.ai");
  expect(liam).toHaveTextContent("repaired");
  expect(who.getByRole("row", { name: /user_2Eva/ })).toHaveTextContent("the table refused");
  expect(who.getByRole("link", { name: "usr_old" })).toHaveAttribute("href", "/users/usr_old");
  expect(screen.getByText(/4 more were found/)).toBeVisible();
  expect(screen.getByText("Finished: 1 of 3 could not be repaired")).toBeVisible();
  await expectAccessible();
});

test("a stopped run says why, and where to read on", async () => {
  startServer({ [ONE]: () => report({ state: "stopped", note: "clerk refused the key" }) });
  await openConsole("/reconciliations/01RUN");
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("clerk refused the key");
  expect(alert).toHaveTextContent("Failed runs");
  await expectAccessible();
});

test("a run that the brake stopped from deleting says so", async () => {
  startServer({ [ONE]: () => report({ note: "more than 20 users are gone: run once with allowDeletes" }) });
  await openConsole("/reconciliations/01RUN");
  expect(await screen.findByText(/Delete brake/)).toBeVisible();
});

test("a dry run says that nothing was changed", async () => {
  const drifts = [drift({ repaired: false })];
  startServer({ [ONE]: () => report({ dryRun: true, drifts }, { drifted: 1 }) });
  await openConsole("/reconciliations/01RUN");
  expect(await screen.findByText("Finished: 1 differ")).toBeVisible();
  expect(screen.getByText("left as it is")).toBeVisible();
});

test("a long report has pages", async () => {
  startServer({
    [ONE]: ({ query }) =>
      report({
        drifts: [drift({ clerkId: query.get("cursor") ? "user_2Last" : LIAM })],
        nextCursor: query.get("cursor") ? null : "c",
      }),
  });
  const hands = await openConsole("/reconciliations/01RUN");
  await hands.click(await screen.findByRole("link", { name: "Next page" }));
  expect(await screen.findByText("user_2Last")).toBeVisible();
  expect(address()).toBe("/reconciliations/01RUN?cursor=c");
});

test("a report that can't be read says what to do", async () => {
  startServer({ [ONE]: () => refusal(500, "internal") });
  await openConsole("/reconciliations/01RUN");
  expect(await screen.findByRole("alert")).toHaveTextContent("Server errors");
});
