import { render, screen, waitFor } from "@testing-library/react";
import { expectAccessible } from "../../test/expectAccessible.ts";
import { address, openConsole } from "../../test/openConsole.tsx";
import { event } from "../../test/samples.ts";
import { startServer } from "../../test/server.ts";
import { CannotStart } from "./CannotStart.tsx";

test("the console opens with the events", async () => {
  startServer();
  await openConsole("/");
  expect(await screen.findByRole("heading", { level: 1, name: "Events" })).toBeVisible();
  expect(screen.getByRole("link", { name: "Events" })).toHaveAttribute("aria-current", "page");
});

test("the first thing that Tab reaches skips to the page", async () => {
  startServer();
  const hands = await openConsole("/events");
  await screen.findByRole("link", { name: "user.updated" });
  document.body.focus();
  await hands.tab();
  expect(screen.getByRole("link", { name: "Skip to the page" })).toHaveFocus();
  expect(document.querySelector("#main")).toHaveAttribute("tabindex", "-1");
});

test("who goes to another page finds the focus on its title", async () => {
  startServer();
  const hands = await openConsole("/events");
  await hands.click(await screen.findByRole("link", { name: "Health" }));
  await waitFor(() => expect(screen.getByRole("heading", { level: 1, name: "Health" })).toHaveFocus());
  expect(document.title).toBe("Health · profile-sync console");
});

test("slash goes to the search, which finds people and events by their id", async () => {
  startServer();
  const hands = await openConsole("/health");
  await screen.findByRole("heading", { level: 1, name: "Health" });

  await hands.keyboard("/");
  expect(screen.getByRole("searchbox", { name: "Find a user or an event by id" })).toHaveFocus();
  await hands.keyboard(" user_2Liam {Enter}");
  expect(address()).toBe("/users/user_2Liam");
  await waitFor(() => expect(screen.getByRole("heading", { level: 1, name: "User" })).toHaveFocus());

  await hands.keyboard("/msg_1{Enter}");
  expect(address()).toBe("/events/msg_1");
});

test("j and k go through the rows", async () => {
  const events = [event({ svixId: "msg_1" }), event({ svixId: "msg_2" })];
  startServer({ "GET /v1/webhook-events": () => ({ events, nextCursor: null, unreadable: 0 }) });
  const hands = await openConsole("/events");
  const [first, second] = await screen.findAllByRole("link", { name: "user.updated" });

  await hands.keyboard("j");
  expect(first).toHaveFocus();
  await hands.keyboard("jj");
  expect(second).toHaveFocus();
  await hands.keyboard("k");
  expect(first).toHaveFocus();
});

test("the keys can be switched off", async () => {
  startServer();
  const hands = await openConsole("/events");
  await hands.click(await screen.findByRole("checkbox", { name: /Keys/ }));
  (document.activeElement as HTMLElement).blur();
  await hands.keyboard("/");
  expect(screen.getByRole("searchbox")).not.toHaveFocus();
});

test("an address that leads nowhere says so", async () => {
  startServer();
  await openConsole("/nowhere");
  expect(await screen.findByRole("heading", { name: "There is no such page" })).toBeVisible();
  await expectAccessible();
});

test("a console without its settings says what they should say", async () => {
  render(<CannotStart error={new Error("config.json says too little.")} />);
  expect(screen.getByRole("alert")).toHaveTextContent("config.json says too little.");
  await expectAccessible();
});

test("a page that breaks says so, and the others can still be reached", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  // What no version of the API answers.
  startServer({ "GET /v1/sync-status": () => ({ checkedAt: new Date().toISOString() }) });
  const hands = await openConsole("/health");
  expect(await screen.findByRole("heading", { level: 1, name: "This page broke" })).toBeVisible();
  expect(screen.getByRole("alert")).toHaveTextContent("reload it");
  expect(screen.getByRole("button", { name: "Reload the console" })).toBeVisible();
  await expectAccessible();
  await hands.click(screen.getByRole("link", { name: "Users" }));
  await waitFor(() => expect(screen.getByRole("heading", { level: 1, name: "Users" })).toHaveFocus());
});
