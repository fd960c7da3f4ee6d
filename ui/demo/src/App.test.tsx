import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { expectAccessible } from "../test/axe.ts";
import { TestServer } from "../test/server.ts";
import { show } from "../test/show.tsx";
import { App } from "./App.tsx";
import { loadConfig } from "./config/config.ts";

afterEach(() => {
  location.hash = "";
});

test("the page says what it is, and shows Liam first", async () => {
  new TestServer().install();
  show(<App />);

  expect(screen.getByText(/every change applied once, in the right order/)).toBeVisible();
  expect(await screen.findByText(/^Both sides say the same/)).toBeVisible();
  expect(screen.getByRole("combobox", { name: "Person" })).toHaveDisplayValue("Liam Park");
  expect(screen.getByRole("link", { name: "Console" })).toHaveAttribute("href", "http://localhost:5174/");
  await expectAccessible();
});

test("the other view is one link away", async () => {
  new TestServer().install();
  show(<App />);

  await act(async () => {
    location.hash = "#people";
    dispatchEvent(new HashChangeEvent("hashchange"));
  });

  expect(await screen.findByText("Sign in as")).toBeVisible();
  expect(screen.getByRole("link", { name: "As they see it" })).toHaveAttribute("aria-current", "page");
});

test("light and dark are chosen for the whole page", async () => {
  new TestServer().install();
  show(<App />);

  await userEvent.click(screen.getByRole("radio", { name: "dark" }));
  expect(document.documentElement.dataset.psTheme).toBe("dark");
  await userEvent.click(screen.getByRole("radio", { name: "system" }));
  expect(document.documentElement.dataset.psTheme).toBeUndefined();
});

test("where both sides are comes from /config.json", async () => {
  const server = new TestServer().install();
  const config = { apiUrl: "/", simulatorUrl: "/clerk" };
  server.overrides.set("GET /config.json", () => Response.json(config));

  expect(await loadConfig()).toEqual({ ...config, consoleUrl: null });
});

test.each([
  [Response.json({ apiUrl: "/" }), "names no apiUrl or no simulatorUrl"],
  [new Response(null, { status: 404 }), "Is this page served by make dev?"],
])("a /config.json that is none is said", async (answer, message) => {
  const server = new TestServer().install();
  server.overrides.set("GET /config.json", () => answer);

  await expect(loadConfig()).rejects.toThrow(message);
});
