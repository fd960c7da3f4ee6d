import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expectAccessible } from "../../test/expectAccessible.ts";
import { address, openConsole } from "../../test/openConsole.tsx";
import { event, failedEvent, LIAM } from "../../test/samples.ts";
import { refusal, startServer } from "../../test/server.ts";

const page = (...events: ReturnType<typeof event>[]) => ({ events, nextCursor: null, unreadable: 0 });
const lists = (asked: { path: string }[]) => asked.filter((it) => it.path === "/v1/webhook-events");

test("the ledger shows each event, its status in a word, and for whom it was", async () => {
  startServer({ "GET /v1/webhook-events": () => page(failedEvent(), event()) });
  await openConsole("/events");

  const [, failed, processed] = await screen.findAllByRole("row");
  expect(failed).toHaveTextContent("user.created");
  expect(failed).toHaveTextContent("failed");
  expect(failed).toHaveTextContent("the table refused");
  expect(processed).toHaveTextContent("updated");
  expect(processed).toHaveTextContent(LIAM);
  expect(processed).toHaveTextContent("200 ms");
  await expectAccessible();
});

test("an event that was applied is visible by itself, and is announced", async () => {
  const server = startServer({ "GET /v1/webhook-events": () => page(event()) });
  await openConsole("/events");
  await screen.findByRole("link", { name: "user.updated" });

  server.routes["GET /v1/webhook-events"] = () =>
    page(event({ svixId: "msg_2", eventType: "user.deleted" }), event());
  const row = await screen.findByRole("row", { name: /user.deleted/ });
  await waitFor(() => expect(row).toHaveAttribute("data-fresh"));
  expect(screen.getByRole("row", { name: /user.updated/ })).not.toHaveAttribute("data-fresh");
  await waitFor(() => expect(document.querySelector("[data-announcer]")).toHaveTextContent("One new event"));
});

test("who switches Live off is left in peace", async () => {
  const server = startServer();
  const hands = await openConsole("/events");
  await hands.click(await screen.findByRole("checkbox", { name: "Live" }));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const before = lists(server.asked).length;
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect(lists(server.asked).length).toBe(before);
});

/** Somebody comes back to the tab: what they see is read again. */
const comeBack = () => fireEvent(window, new Event("visibilitychange"));
const fresh = () => event({ svixId: "msg_2", eventType: "user.deleted" });

test("who switches Live off keeps what has come, and sees what the page says once it is read again", async () => {
  const server = startServer({ "GET /v1/webhook-events": () => page() });
  const hands = await openConsole("/events");
  await screen.findByText(/No event fits/);
  // The news alone have it.
  server.routes["GET /v1/webhook-events"] = () => page(failedEvent());
  await screen.findByRole("row", { name: /user.created/ });
  await hands.click(screen.getByRole("checkbox", { name: "Live" }));
  expect(screen.getByRole("row", { name: /user.created/ })).toBeVisible();

  server.routes["GET /v1/webhook-events"] = () => page(fresh(), failedEvent({ status: "processed" }));
  comeBack();
  expect(await screen.findByRole("row", { name: /user.deleted/ })).toBeVisible();
  expect(screen.getByRole("row", { name: /user.created/ })).toHaveTextContent("processed");
});

test("while the news fail, a page that is read says what is new", async () => {
  const server = startServer();
  await openConsole("/events");
  await screen.findByRole("link", { name: "user.updated" });
  await waitFor(() => expect(lists(server.asked).length).toBeGreaterThan(2));

  server.routes["GET /v1/webhook-events"] = ({ query }) =>
    query.has("from") ? refusal(503, "unavailable") : page(fresh(), event());
  expect(await screen.findByRole("alert")).toBeVisible();
  comeBack();
  expect(await screen.findByRole("row", { name: /user.deleted/ })).toBeVisible();
});

test("who switches Live off after a failure sees no more of it once a page is there", async () => {
  const server = startServer();
  const hands = await openConsole("/events");
  await screen.findByRole("link", { name: "user.updated" });
  server.routes["GET /v1/webhook-events"] = () => refusal(429, "throttled");
  expect(await screen.findByRole("alert")).toBeVisible();
  await hands.click(screen.getByRole("checkbox", { name: "Live" }));
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("a hidden tab asks for nothing", async () => {
  const server = startServer();
  await openConsole("/events");
  await screen.findByRole("link", { name: "user.updated" });
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  document.dispatchEvent(new Event("visibilitychange"));
  await new Promise((resolve) => setTimeout(resolve, 600));
  const before = lists(server.asked).length;
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect(lists(server.asked).length).toBe(before);
});

test("the filters stand in the URL and reach the API", async () => {
  const server = startServer();
  const hands = await openConsole("/events");
  await hands.selectOptions(await screen.findByRole("combobox", { name: "Status" }), "failed");
  await hands.type(screen.getByRole("combobox", { name: "Type" }), "user.created{Enter}");
  await hands.type(screen.getByRole("textbox", { name: "User" }), `${LIAM}{Enter}`);
  await hands.selectOptions(screen.getByRole("combobox", { name: "Received" }), "in the last hour");

  expect(address()).toBe(`/events?status=failed&type=user.created&user=${LIAM}&range=1h`);
  await waitFor(() => {
    const query = lists(server.asked).at(-1);
    expect(query).toBeDefined();
    expect(Object.fromEntries(server.asked.at(-1)?.query ?? [])).toMatchObject({
      status: "failed",
      eventType: "user.created",
      clerkId: LIAM,
    });
  });
  await expectAccessible();

  await hands.click(screen.getByRole("button", { name: "Clear filters" }));
  expect(address()).toBe("/events");
  expect(screen.getByRole("textbox", { name: "User" })).toHaveValue("");
  // The button is gone; the focus isn't.
  expect(screen.getByRole("combobox", { name: "Status" })).toHaveFocus();
});

test("a time range of one's own has two ends", async () => {
  startServer();
  const hands = await openConsole("/events");
  await hands.selectOptions(await screen.findByRole("combobox", { name: "Received" }), "between…");
  expect(await screen.findByLabelText("From")).not.toHaveValue("");
  expect(screen.getByLabelText("Until")).toHaveValue("");
  await expectAccessible();
});

test("a year of five digits is refused in words, and the filter stays as it was", async () => {
  startServer();
  const hands = await openConsole("/events?until=2026-01-01T00:00:00.000Z");
  const until = await screen.findByLabelText("Until");
  fireEvent.change(until, { target: { value: "12026-01-01T00:00" } });
  fireEvent.blur(until);
  expect(screen.getByRole("alert")).toHaveTextContent("a year of four digits");
  expect(until).toBeInvalid();
  expect(until).toHaveAccessibleDescription(/a year of four digits/);
  expect(address()).toBe("/events?until=2026-01-01T00:00:00.000Z");
  await expectAccessible();

  fireEvent.change(until, { target: { value: "2026-02-01T00:00" } });
  await hands.type(until, "{Enter}");
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
  expect(address()).toMatch(/until=2026-0/);
});

test("a link with filters opens with them", async () => {
  const server = startServer();
  await openConsole("/events?status=superseded");
  expect(await screen.findByRole("combobox", { name: "Status" })).toHaveValue("superseded");
  await waitFor(() => expect(lists(server.asked).length).toBeGreaterThan(0));
});

test("older events are on further pages, where nothing is live", async () => {
  startServer({
    "GET /v1/webhook-events": ({ query }) =>
      query.get("cursor") === "older"
        ? page(event({ svixId: "msg_0", eventType: "session.created" }))
        : { ...page(event()), nextCursor: "older" },
  });
  const hands = await openConsole("/events");
  await hands.click(await screen.findByRole("link", { name: "Older" }));
  expect(await screen.findByRole("link", { name: "session.created" })).toBeVisible();
  expect(address()).toBe("/events?cursor=older");
  expect(screen.getByRole("checkbox", { name: "Live on the newest page" })).toBeVisible();

  await hands.click(screen.getByRole("link", { name: "Newest" }));
  expect(await screen.findByRole("link", { name: "user.updated" })).toBeVisible();
  // Links that are gone leave the focus at the top of the list.
  expect(screen.getByRole("heading", { name: "Events" })).toHaveFocus();
});

test("an empty ledger says so", async () => {
  startServer({ "GET /v1/webhook-events": () => page() });
  await openConsole("/events");
  expect(await screen.findByText(/No event fits/)).toBeVisible();
  await expectAccessible();
});

test("an empty stretch of the ledger is told apart from an empty ledger", async () => {
  startServer({ "GET /v1/webhook-events": () => ({ ...page(), nextCursor: "older", unreadable: 2 }) });
  await openConsole("/events");
  expect(await screen.findByText(/older pages may have some/)).toBeVisible();
  expect(screen.getByText(/2 entries can’t be read/)).toBeVisible();
});

test("a failed event that went through leaves the list of failed ones at once", async () => {
  const server = startServer({ "GET /v1/webhook-events": () => page(failedEvent()) });
  await openConsole("/events?status=failed");
  expect(await screen.findByRole("link", { name: "user.created" })).toBeVisible();
  server.routes["GET /v1/webhook-events"] = () => page();
  expect(await screen.findByText(/No event fits/)).toBeVisible();
});

test("when the ledger does not answer, what is known stays, and it goes on by itself", async () => {
  const server = startServer();
  await openConsole("/events");
  await screen.findByRole("link", { name: "user.updated" });

  server.routes["GET /v1/webhook-events"] = () => refusal(503, "unavailable");
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("The platform can't answer now");
  expect(within(alert).getByText("JKJaXmPLvHcESHA=")).toBeVisible();
  expect(screen.getByRole("link", { name: "user.updated" })).toBeVisible();
  await expectAccessible();

  server.routes["GET /v1/webhook-events"] = () => page(event());
  await waitFor(() => expect(screen.queryByRole("alert")).not.toBeInTheDocument());
});

test("too many requests slow the console down", async () => {
  const server = startServer({
    "GET /v1/webhook-events": () =>
      new Response('{"message":"Too Many Requests"}', { status: 429, headers: { "retry-after": "30" } }),
  });
  await openConsole("/events");
  expect(await screen.findByText("Too many requests")).toBeVisible();
  const before = lists(server.asked).length;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(lists(server.asked).length).toBe(before);
});
