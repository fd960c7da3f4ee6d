import { screen, waitFor } from "@testing-library/react";
import { expectAccessible } from "../../test/expectAccessible.ts";
import { openConsole, openSignedOut } from "../../test/openConsole.tsx";
import { me, NOOR } from "../../test/samples.ts";
import { refusal, startServer } from "../../test/server.ts";

test("who is signed out chooses one of the simulator's people, and an admin is suggested", async () => {
  startServer();
  openSignedOut("/events");

  const choice = await screen.findByRole("combobox", { name: "Sign in as" });
  expect(choice).toHaveValue(NOOR);
  expect(choice).toHaveDisplayValue("Noor Rahimi: client, admin");
  expect(document.title).toBe("Sign in · profile-sync console");
  await expectAccessible();
});

test("a simulator that does not answer is said, with what to do, and asked again", async () => {
  const server = startServer({ "GET /clerk/v1/users": () => new Response("", { status: 502 }) });
  const hands = openSignedOut();

  expect(await screen.findByRole("alert")).toHaveTextContent("make dev");
  await expectAccessible();

  server.routes["GET /clerk/v1/users"] = () => [];
  await hands.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("The simulator knows nobody")).toBeVisible();
});

test("an admin comes to the page that they asked for", async () => {
  startServer();
  await openConsole("/health");
  expect(await screen.findByRole("heading", { level: 1, name: "Health" })).toBeVisible();
  expect(screen.getByText("Noor Rahimi")).toBeVisible();
});

test("signing out forgets everything that was seen", async () => {
  startServer();
  const hands = await openConsole("/events");
  expect(await screen.findByRole("link", { name: "user.updated" })).toBeVisible();

  await hands.click(screen.getByRole("button", { name: "Sign out" }));
  expect(await screen.findByRole("heading", { name: "Sign in" })).toBeVisible();
  expect(screen.queryByRole("link", { name: "user.updated" })).not.toBeInTheDocument();
});

test("who is no admin sees that, and how roles are given", async () => {
  const server = startServer({ "GET /v1/me": () => me({ roles: ["CLIENT"] }) });
  const hands = await openConsole("/events");

  expect(await screen.findByRole("heading", { name: "The console is for admins" })).toBeVisible();
  expect(screen.getByText(/An admin can give you the role/)).toBeVisible();
  expect(screen.getByText(/Let people in/)).toBeVisible();
  expect(server.asked.some((it) => it.path === "/v1/webhook-events")).toBe(false);
  await expectAccessible();

  server.routes["GET /v1/me"] = () => me();
  await hands.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Events" })).toBeVisible();
});

test("who is suspended sees that, and who can lift it", async () => {
  startServer({ "GET /v1/me": () => me({ status: "suspended" }) });
  await openConsole();
  expect(await screen.findByRole("heading", { name: "Your account is suspended" })).toBeVisible();
  expect(screen.getByRole("alert")).toHaveTextContent("Ask another admin");
  await expectAccessible();
});

test("who is deleted sees that, and can sign in as somebody else", async () => {
  startServer({ "GET /v1/me": () => refusal(403, "account_deleted") });
  const hands = await openConsole();
  expect(await screen.findByRole("heading", { name: "Your account is deleted" })).toBeVisible();
  await expectAccessible();

  await hands.click(screen.getByRole("button", { name: "Sign in as somebody else" }));
  expect(await screen.findByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("an API that is down is said, with what to do, and asked again", async () => {
  const server = startServer({ "GET /v1/me": () => Promise.reject(new TypeError("down")) });
  const hands = await openConsole();

  expect(await screen.findByText("The API does not answer")).toBeVisible();
  await expectAccessible();

  server.routes["GET /v1/me"] = () => me();
  await hands.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Events" })).toBeVisible();
});

test("a token that is refused midway is minted anew, and nobody notices", async () => {
  const server = startServer({
    "GET /v1/webhook-events": ({ token }) =>
      token === "Bearer token 1"
        ? refusal(401, "bad_token")
        : { events: [], nextCursor: null, unreadable: 0 },
  });
  await openConsole("/events");
  expect(await screen.findByText(/No event fits/)).toBeVisible();
  expect(server.asked.filter((it) => it.path === "/clerk/_simulator/tokens").length).toBeGreaterThan(1);
});

test("tokens are kept nowhere but in memory", async () => {
  startServer();
  await openConsole("/events");
  await screen.findByRole("link", { name: "user.updated" });
  expect([localStorage.length, sessionStorage.length, document.cookie]).toEqual([0, 0, ""]);
});

test("who signed in long ago says so to the API", async () => {
  const server = startServer();
  const hands = openSignedOut();
  await hands.click(await screen.findByRole("checkbox", { name: /Signed in an hour ago/ }));
  await hands.click(screen.getByRole("button", { name: "Sign in" }));
  await waitFor(() => {
    const minted = server.asked.find((it) => it.path === "/clerk/_simulator/tokens");
    expect(minted?.body).toEqual({ userId: NOOR, claims: { fva: [60, -1] } });
  });
});

describe("while somebody is at work", () => {
  beforeEach(() => {
    Object.defineProperty(navigator, "userActivation", {
      value: { hasBeenActive: true },
      configurable: true,
    });
    return () => Reflect.deleteProperty(navigator, "userActivation");
  });

  test("the focus goes along, to the page that they signed in for, and back", async () => {
    startServer();
    const hands = await openConsole("/health");
    await waitFor(() => expect(screen.getByRole("heading", { level: 1, name: "Health" })).toHaveFocus());
    await hands.click(screen.getByRole("button", { name: "Sign out" }));
    await waitFor(() => expect(screen.getByRole("heading", { level: 1, name: "Sign in" })).toHaveFocus());
  });

  test("the focus goes to why they can't go on", async () => {
    startServer({ "GET /v1/me": () => me({ roles: ["CLIENT"] }) });
    await openConsole("/events");
    await waitFor(() => expect(screen.getByRole("heading", { name: /is for admins/ })).toHaveFocus());
  });
});
