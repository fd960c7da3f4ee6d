import { screen, waitFor, within } from "@testing-library/react";
import { expectAccessible } from "../../test/expectAccessible.ts";
import { address, openConsole } from "../../test/openConsole.tsx";
import { ago, comparison, entry, LIAM, LIAM_ID, trail, user } from "../../test/samples.ts";
import { refusal, startServer } from "../../test/server.ts";

const COMPARISON = "GET /v1/users/*/comparison";
const AUDIT = "GET /v1/users/*/audit";

test("somebody is found by Clerk's id", async () => {
  const server = startServer();
  const hands = await openConsole("/users");
  await hands.type(await screen.findByRole("searchbox", { name: "Id of a user" }), ` ${LIAM} {Enter}`);
  expect(address()).toBe(`/users/${LIAM}`);
  expect(await screen.findByText("Both sides say the same")).toBeVisible();
  expect(server.asked.some((it) => it.path === `/v1/users/${LIAM}/comparison`)).toBe(true);
  // Everything else is asked for by our own id.
  expect(await screen.findByText("The chain is whole")).toBeVisible();
  expect(server.asked.some((it) => it.path === `/v1/users/${LIAM_ID}/audit`)).toBe(true);
});

test("both sides are asked once for one look", async () => {
  const server = startServer();
  await openConsole(`/users/${LIAM_ID}`);
  await screen.findByText("The chain is whole");
  await screen.findByRole("group", { name: /Roles of/ });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(server.asked.filter((it) => it.path.endsWith("/comparison"))).toHaveLength(1);
  expect(server.asked.filter((it) => it.path.endsWith("/audit"))).toHaveLength(1);
});

test("the search for users can be used by everybody", async () => {
  startServer();
  await openConsole("/users");
  expect(await screen.findByRole("heading", { level: 1, name: "Users" })).toBeVisible();
  await expectAccessible();
});

test("both sides stand side by side, and what differs is said in words", async () => {
  const fields = [
    { field: "email", platform: "liam@example.com", clerk: "liam@example.ai", differs: true },
    { field: "name", platform: "Liam", clerk: "Liam", differs: false },
  ];
  startServer({ [COMPARISON]: () => comparison({ drift: "differs", fields }) });
  await openConsole(`/users/${LIAM_ID}`);

  const row = await screen.findByRole("row", { name: /^Email/ });
  expect(row).toHaveTextContent("liam@example.com");
  expect(row).toHaveTextContent("liam@example.ai");
  expect(row).toHaveTextContent("differs");
  expect(screen.getByRole("row", { name: /^Name/ })).toHaveTextContent("same");
  expect(screen.getByText("Fields differ (1)")).toBeVisible();
  expect(screen.getByText(/The next run repairs it/)).toBeVisible();
  await screen.findByText("The chain is whole");
  await expectAccessible();
});

test("an edit that Clerk has not heard of is said, and watched until it has", async () => {
  const pendingPush = { fields: ["hourlyRate" as const], since: ago(5) };
  const server = startServer({ [COMPARISON]: () => comparison({ drift: "unpushed", pendingPush }) });
  await openConsole(`/users/${LIAM_ID}`);
  expect(await screen.findByText("Clerk has still to be told of an edit")).toBeVisible();
  const said = screen.getByText(/Hourly rate, since/);
  const before = said.textContent;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  // It is read aloud whenever it changes.
  expect(said).toHaveTextContent(before ?? "");
  await expectAccessible();

  server.routes[COMPARISON] = () => comparison();
  expect(await screen.findByText("Both sides say the same")).toBeVisible();
});

test("somebody whom only Clerk knows has no record to show", async () => {
  const unknown = comparison({ userId: null, drift: "unknown", recordUpdatedAt: null });
  const server = startServer({ [COMPARISON]: () => unknown });
  await openConsole(`/users/${LIAM}`);
  expect(await screen.findByText("Not on record")).toBeVisible();
  expect(screen.getByText("no record")).toBeVisible();
  expect(server.asked.some((it) => it.path.endsWith("/audit"))).toBe(false);
  await expectAccessible();
});

test("somebody who is gone from Clerk, or was never there, is said so", async () => {
  const server = startServer({ [COMPARISON]: () => comparison({ clerkAnswer: "gone", drift: "gone" }) });
  await openConsole(`/users/${LIAM_ID}`);
  expect(await screen.findByText("no such user")).toBeVisible();
  expect(screen.getByText("Gone from Clerk")).toBeVisible();
  expect(server.asked.length).toBeGreaterThan(0);
});

test("the audit trail says who changed what, from what to what, and because of what", async () => {
  const entries = [
    entry({
      version: 4,
      hash: "hash4",
      actor: { type: "admin", id: "01NOOR" },
      cause: { type: "request", id: "req_1" },
      changes: [{ field: "roles", before: "CLIENT", after: "CLIENT,BUILDER" }],
      origin: { clientIp: "192.0.2.1", userAgent: "Firefox" },
      impersonatorId: "user_2Support",
      note: "as asked",
    }),
    entry({ changes: [{ field: "email", before: null, after: "l…@example.ai" }] }),
    entry({
      changes: [{ field: "name", before: "ليام", after: "Liam" }],
      hash: "hash2",
      cause: { type: "event", id: "msg_2" },
    }),
  ];
  startServer({ [AUDIT]: () => trail({ entries }) });
  await openConsole(`/users/${LIAM_ID}`);

  const row = (await screen.findByText("CLIENT,BUILDER")).closest("tr");
  if (!row) throw new Error("the change is not in a table");
  for (const text of [
    "admin",
    "req_1",
    "in their name: user_2Support",
    "from 192.0.2.1, Firefox",
    "as asked",
  ]) {
    expect(row).toHaveTextContent(text);
  }
  // What is written from right to left turns nothing around it.
  expect(screen.getByText("ليام").tagName).toBe("BDI");
  expect(within(row).getByRole("link", { name: "01NOOR" })).toHaveAttribute("href", "/users/01NOOR");
  expect(screen.getByRole("link", { name: "msg_1" })).toHaveAttribute("href", "/events/msg_1");
  await expectAccessible();
});

test("a trail that somebody changed is bad news, with what to do", async () => {
  startServer({ [AUDIT]: () => trail({ chain: { verified: false, problem: "entry 2 is another one" } }) });
  await openConsole(`/users/${LIAM_ID}`);
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("The trail is not as it was written");
  expect(alert).toHaveTextContent("entry 2 is another one");
  expect(alert).toHaveTextContent("Change nothing of this record");
  expect(alert).toHaveTextContent("AuditTable and UsersTable");
  await expectAccessible();
});

test("a long trail has pages", async () => {
  startServer({
    [AUDIT]: ({ query }) =>
      query.get("cursor") === "older"
        ? trail({ entries: [entry({ version: 1, action: "created", hash: "hash1" })] })
        : trail({ nextCursor: "older" }),
  });
  const hands = await openConsole(`/users/${LIAM_ID}`);
  await hands.click(await screen.findByRole("link", { name: "Older" }));
  expect(await screen.findByText("created")).toBeVisible();
  expect(address()).toBe(`/users/${LIAM_ID}?audit=older`);
  // There is nothing older, and so no link that could keep the focus.
  expect(screen.getByRole("heading", { name: "Audit trail" })).toHaveFocus();
});

test("a change of roles is seen in the trail and the comparison at once", async () => {
  const server = startServer();
  server.routes["PUT /v1/users/*/roles"] = () => {
    const changed = user({ roles: ["CLIENT"], version: 4 });
    server.routes["GET /v1/users/*"] = () => changed;
    server.routes[AUDIT] = () =>
      trail({ entries: [entry({ version: 4, hash: "hash4", note: "new entry" })] });
    return changed;
  };
  const hands = await openConsole(`/users/${LIAM_ID}`);
  await hands.click(await screen.findByRole("checkbox", { name: /^Builder/ }));
  await hands.click(screen.getByRole("button", { name: /save|set roles/i }));
  expect(await screen.findByText("new entry")).toBeVisible();
  await waitFor(() => expect(screen.queryByText(/Validation tier/i)).not.toBeInTheDocument());
});

test("an id that neither side knows is said so", async () => {
  startServer({
    [COMPARISON]: () => refusal(404, "not_found"),
    "GET /v1/users/*": () => refusal(404, "not_found"),
  });
  await openConsole("/users/user_2Nobody");
  expect(await screen.findByText("Neither side knows this id")).toBeVisible();
  expect(screen.getByText("user_2Nobody")).toBeVisible();
  await expectAccessible();
});

test("when Clerk does not answer, what is ours is shown all the same", async () => {
  startServer({ [COMPARISON]: () => refusal(503, "unavailable") });
  await openConsole(`/users/${LIAM_ID}`);
  expect(await screen.findByText("The platform can't answer now")).toBeVisible();
  expect(await screen.findByText("The chain is whole")).toBeVisible();
  await expectAccessible();
});

test("the ways to their events and to a run that repairs are there", async () => {
  startServer();
  await openConsole(`/users/${LIAM_ID}`);
  expect(await screen.findByRole("link", { name: "Their events" })).toHaveAttribute(
    "href",
    `/events?user=${LIAM_ID}`,
  );
  expect(screen.getByRole("link", { name: "Reconcile now" })).toHaveAttribute(
    "href",
    "/reconciliations/new?dryRun=false",
  );
});
