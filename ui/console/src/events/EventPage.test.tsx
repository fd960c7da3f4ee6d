import { screen, waitFor } from "@testing-library/react";
import { expectAccessible } from "../../test/expectAccessible.ts";
import { address, openConsole } from "../../test/openConsole.tsx";
import { event, failedEvent, LIAM_ID } from "../../test/samples.ts";
import { refusal, startServer } from "../../test/server.ts";

const ONE = "GET /v1/webhook-events/*";
const RETRY = "POST /v1/webhook-events/*/retry";

test("a row opens its event, and the way back keeps the filters", async () => {
  startServer();
  const hands = await openConsole("/events?status=processed");
  await hands.click(await screen.findByRole("link", { name: "user.updated" }));
  expect(address()).toBe("/events/msg_1?status=processed");
  await hands.click(await screen.findByRole("link", { name: "All events" }));
  expect(address()).toBe("/events?status=processed");
});

test("an event shows its history, its payload, and the way to its user", async () => {
  startServer();
  await openConsole("/events/msg_1");
  expect(await screen.findByRole("heading", { level: 1, name: "user.updated" })).toBeVisible();
  expect(screen.getByText("Received")).toBeVisible();
  expect(screen.getByText("Tried once")).toBeVisible();
  expect(screen.getByText(/It changed the record. Settled 200 ms after./)).toBeVisible();
  expect(screen.getByRole("region", { name: "Payload" })).toHaveTextContent('"first_name": "•••"');
  expect(screen.getByRole("link", { name: LIAM_ID })).toHaveAttribute("href", `/users/${LIAM_ID}`);
  expect(screen.queryByRole("button", { name: "Retry" })).not.toBeInTheDocument();
  await expectAccessible();
});

test("an event that failed is tried again, and watched until it is settled", async () => {
  const server = startServer({
    [ONE]: () => failedEvent(),
    [RETRY]: () => Response.json({ svixId: "msg_failed" }, { status: 202 }),
  });
  const hands = await openConsole("/events/msg_failed");
  expect(await screen.findByText("Tried 5 times")).toBeVisible();
  expect(screen.getByText("the table refused")).toBeVisible();
  await expectAccessible();

  await hands.click(screen.getByRole("button", { name: "Retry" }));
  expect(await screen.findByText("It is on the queue")).toBeVisible();
  expect(screen.getByRole("button", { name: "Retry" })).toHaveAttribute("aria-disabled", "true");

  server.routes[ONE] = () => event({ svixId: "msg_failed", attempts: 6, outcome: "created" });
  expect(await screen.findByText("It went through: created")).toBeVisible();
  // Whoever pressed it is still there, and it does nothing more.
  expect(screen.getByRole("button", { name: "Retry" })).toHaveFocus();
  await hands.keyboard("{Enter}");
  expect(server.asked.filter((it) => it.path.endsWith("/retry"))).toHaveLength(1);
  await expectAccessible();
});

test("an event that fails again says why, and can be tried once more", async () => {
  const server = startServer({
    [ONE]: () => failedEvent(),
    [RETRY]: () => {
      server.routes[ONE] = () => failedEvent({ attempts: 6, error: "still refused" });
      return Response.json({ svixId: "msg_failed" }, { status: 202 });
    },
  });
  const hands = await openConsole("/events/msg_failed");
  await hands.click(await screen.findByRole("button", { name: "Retry" }));
  expect(await screen.findByText("It failed again")).toBeVisible();
  expect(screen.getByText(/Failed events.*runbook/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Retry" })).toHaveAttribute("aria-disabled", "false");
  await expectAccessible();
});

test("when nobody knows whether it is tried again, it says to look before one presses again", async () => {
  startServer({ [ONE]: () => failedEvent(), [RETRY]: () => Promise.reject(new TypeError("down")) });
  const hands = await openConsole("/events/msg_failed");
  await hands.click(await screen.findByRole("button", { name: "Retry" }));
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("Nobody knows whether it was done");
  expect(alert).toHaveTextContent("reload this page");
  await expectAccessible();
});

test("an event that is settled already is not tried again, and is shown as it is now", async () => {
  const server = startServer({
    [ONE]: () => failedEvent(),
    [RETRY]: () => {
      server.routes[ONE] = () => event({ svixId: "msg_failed" });
      return refusal(409, "not_failed");
    },
  });
  const hands = await openConsole("/events/msg_failed");
  await hands.click(await screen.findByRole("button", { name: "Retry" }));
  expect(await screen.findByText("It has not failed")).toBeVisible();
  await waitFor(() => expect(screen.queryByRole("button", { name: "Retry" })).not.toBeInTheDocument());
});

test("an event of which nothing can be read any more says so", async () => {
  startServer({ [ONE]: () => failedEvent({ payload: null, eventType: null, userId: null, clerkId: null }) });
  await openConsole("/events/msg_failed");
  expect(await screen.findByText("It can’t be read any more.")).toBeVisible();
  expect(screen.getByText("nobody")).toBeVisible();
});

test("an event that isn't there says what may be the reason", async () => {
  startServer({ [ONE]: () => refusal(404, "not_found") });
  await openConsole("/events/msg_gone");
  expect(await screen.findByText("There is no such event")).toBeVisible();
  expect(screen.getByText("msg_gone")).toBeVisible();
  await expectAccessible();
});
