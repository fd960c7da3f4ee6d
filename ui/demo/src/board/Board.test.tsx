import { SEEDED } from "@profile-sync/simulator";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { expectAccessible } from "../../test/axe.ts";
import { aPerson, aUser } from "../../test/made.ts";
import { problem, TestServer } from "../../test/server.ts";
import { show } from "../../test/show.tsx";
import { Board } from "./Board.tsx";

const { clerkId } = SEEDED.liam;

function board() {
  const onSelect = vi.fn();
  show(<Board clerkId={clerkId} onSelect={onSelect} />);
  return { onSelect, user: userEvent.setup() };
}

/** The board with its picker at work. */
function BoardOfChosen() {
  const [chosen, setChosen] = useState<string>(clerkId);
  return <Board clerkId={chosen} onSelect={setChosen} />;
}

/** It, once Maya is as well known as Liam. */
async function boardOfTwo() {
  const server = new TestServer().install();
  const maya = aPerson({ id: SEEDED.maya.clerkId, first_name: "Maya", last_name: "Okafor" });
  server.overrides.set(`GET /clerk/_simulator/users/${maya.id}`, () => Response.json(maya));
  show(<BoardOfChosen />);
  const user = userEvent.setup();
  const choose = async (seeded: { clerkId: string; name: string }) => {
    await user.selectOptions(screen.getByRole("combobox", { name: "Person" }), seeded.clerkId);
    expect(await side("Clerk").findByText(new RegExp(`^${seeded.name}`))).toBeVisible();
  };
  await choose(SEEDED.maya);
  await choose(SEEDED.liam);
  return { server, user, choose };
}

function side(name: "Clerk" | "The platform's record") {
  return within(screen.getByRole("region", { name }));
}

test("both sides are shown field by field, and agree", async () => {
  new TestServer().install();
  board();

  expect(await screen.findByText(/^Both sides say the same/)).toBeVisible();
  expect(side("Clerk").getByText("Liam Park")).toBeVisible();
  expect(side("The platform's record").getByText("Liam Park")).toBeVisible();
  expect(side("The platform's record").getByText(/version 3/)).toBeVisible();
  expect(screen.queryByText("differs")).toBeNull();
  await expectAccessible();
});

test("both sides say the same of everything only where Clerk says something of everything", async () => {
  const server = new TestServer();
  server.person = aPerson({
    public_metadata: { roles: ["CLIENT", "BUILDER"], validationTier: 1, availableForHire: true },
  });
  server.install();
  board();
  expect(await screen.findByText("Both sides say the same")).toBeVisible();

  server.person = aPerson();

  expect(await screen.findByText("Both sides say the same where both say something")).toBeVisible();
});

test("what people wrote stands apart from what is beside it, whichever way it is read", async () => {
  const server = new TestServer();
  server.person = aPerson({ first_name: "שרה", last_name: null });
  server.user = aUser({ name: "שרה" });
  server.install();
  board();

  expect((await side("Clerk").findByText("שרה")).tagName).toBe("BDI");
  expect(side("The platform's record").getByText("שרה").tagName).toBe("BDI");
});

test("what is changed in Clerk arrives on the other side", async () => {
  const server = new TestServer().install();
  const { user } = board();

  await user.click(await screen.findByRole("button", { name: "Edit the name in Clerk" }));
  await user.clear(screen.getByLabelText("Last name"));
  await user.type(screen.getByLabelText("Last name"), "Osei{Enter}");

  expect(await side("The platform's record").findByText("Liam Osei")).toBeVisible();
  expect(server.got("PATCH", `/clerk/v1/users/${clerkId}`)[0]?.body).toEqual({
    first_name: "Liam",
    last_name: "Osei",
  });
  expect(screen.getByText(/^Both sides say the same/)).toBeVisible();
});

test("what is changed silently differs on both sides, in words, until somebody looks", async () => {
  const server = new TestServer().install();
  const { user } = board();

  await user.click(await screen.findByRole("switch", { name: /Change silently/ }));
  await user.click(screen.getByRole("button", { name: "Ban" }));

  expect(await screen.findByText("1 field differs")).toBeVisible();
  expect(side("Clerk").getByText("differs")).toBeVisible();
  expect(side("The platform's record").getByText("differs")).toBeVisible();
  expect(server.got("PATCH", `/clerk/_simulator/users/${clerkId}`)[0]?.body).toEqual({ banned: true });
  await expectAccessible();
});

test("somebody whom Clerk has deleted is shown as the platform still has them", async () => {
  const server = new TestServer();
  server.person = null;
  server.install();
  board();

  expect(await screen.findByText("1 field differs")).toBeVisible();
  expect(screen.getByText("Clerk doesn't know this person any more.")).toBeVisible();
  expect(side("Clerk").queryByRole("button", { name: /Edit/ })).toBeNull();
  await expectAccessible();
});

test("the record of somebody who was deleted offers no edits", async () => {
  const server = new TestServer();
  server.person = null;
  server.user = aUser({ status: "deleted", name: null, email: null });
  server.install();
  board();

  expect(await side("The platform's record").findByText("deleted")).toBeVisible();
  expect(side("The platform's record").queryByRole("button", { name: /as an admin|for hire/i })).toBeNull();
});

test("somebody whom the platform doesn't know differs in everything", async () => {
  const server = new TestServer();
  server.user = null;
  server.install();
  board();

  expect(await screen.findByText("5 fields differ")).toBeVisible();
  expect(screen.getByText("The platform knows nobody like that.")).toBeVisible();
});

test("what waits to be told to Clerk is named", async () => {
  const server = new TestServer();
  const pendingPush = { fields: ["roles" as const], since: new Date().toISOString() };
  server.user = aUser({ roles: ["CLIENT"], pendingPush });
  server.install();
  board();

  expect(await screen.findByText(/Waits to be told to Clerk: Roles since/)).toBeVisible();
  expect(side("Clerk").getByText("on its way")).toBeVisible();
  await expectAccessible();
});

test("a platform that can't be read is said, with whom it is read as", async () => {
  const server = new TestServer().install();
  server.overrides.set("GET /v1/", () => problem(403, "account_suspended", "the account is suspended"));
  board();

  expect(await screen.findByText(/The platform can't be read: the account is suspended/)).toBeVisible();
  expect(side("Clerk").getByText("Liam Park")).toBeVisible();
  expect(screen.queryByText(/^Both sides say the same/)).toBeNull();
});

test("profiles that can't be read are said, and go on being said while they are asked for again", async () => {
  const server = new TestServer().install();
  server.overrides.set("GET /v1/builders/", () => problem(503, "unavailable", "try again later"));
  board();

  const alert = await screen.findByText(/The platform can't be read: try again later/);
  expect(screen.queryByText("Reading both sides…")).toBeNull();
  const before = server.got("GET", "/v1/builders/").length;
  await waitFor(() => expect(server.got("GET", "/v1/builders/").length).toBeGreaterThan(before));
  expect(alert).toBeVisible();
});

test("a simulator that doesn't answer is said, with what to do, until it answers", async () => {
  const server = new TestServer().install();
  const down = () => new Response(null, { status: 500 });
  server.overrides.set("GET /clerk/", down).set("POST /clerk/", down);
  board();

  const alert = await screen.findByText(/The Clerk simulator doesn't answer/);
  expect(alert).toHaveTextContent("make dev");
  const asks = () => server.got("GET", `/clerk/_simulator/users/${clerkId}`).length;
  const before = asks();
  await waitFor(() => {
    expect(alert).toBeVisible();
    expect(screen.queryByText("Reading both sides…")).toBeNull();
    expect(screen.queryByText(/she must be an admin/)).toBeNull();
    expect(asks()).toBeGreaterThan(before + 1);
  });
  expect(alert).toBeVisible();
  await expectAccessible();

  server.overrides.clear();
  expect(await screen.findByText(/^Both sides say the same/)).toBeVisible();
  expect(screen.queryByText(/doesn't answer/)).toBeNull();
});

test("deleting asks first, keeps on request, and gives the focus back", async () => {
  const server = new TestServer().install();
  const { user } = board();

  await user.click(await screen.findByRole("button", { name: "Delete…" }));
  expect(screen.getByRole("button", { name: "Keep" })).toHaveFocus();
  await expectAccessible();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.getByRole("button", { name: "Delete…" })).toHaveFocus());
  expect(server.got("DELETE", "/clerk/")).toEqual([]);

  await user.click(screen.getByRole("button", { name: "Delete…" }));
  await user.click(screen.getByRole("button", { name: "Delete" }));
  await waitFor(() => expect(server.got("DELETE", `/clerk/v1/users/${clerkId}`)).toHaveLength(1));
});

test("who deletes goes on from the heading: the button goes with the person", async () => {
  const server = new TestServer().install();
  const { user } = board();
  server.overrides.set("DELETE /clerk/", () => {
    server.person = null;
    return Response.json({ deleted: true });
  });

  await user.click(await screen.findByRole("button", { name: "Delete…" }));
  await user.click(screen.getByRole("button", { name: "Delete" }));

  expect(await screen.findByText("Clerk doesn't know this person any more.")).toBeVisible();
  expect(screen.getByRole("heading", { name: "Clerk" })).toHaveFocus();
});

test("who removes a picture goes on from its neighbour", async () => {
  const server = new TestServer();
  server.person = aPerson({ has_image: true });
  server.install();
  const { user } = board();
  server.overrides.set("DELETE /clerk/", () => {
    server.person = aPerson();
    return Response.json(server.person);
  });

  await user.click(await screen.findByRole("button", { name: "Remove" }));

  await waitFor(() => expect(screen.queryByRole("button", { name: "Remove" })).toBeNull());
  expect(screen.getByRole("button", { name: "New picture" })).toHaveFocus();
});

test("a deletion that was asked for is not asked of the next person", async () => {
  const { user, choose } = await boardOfTwo();
  await user.click(screen.getByRole("button", { name: "Delete…" }));
  expect(screen.getByRole("group", { name: /Delete Liam Park/ })).toBeVisible();

  await choose(SEEDED.maya);

  expect(screen.queryByRole("group", { name: /Delete/ })).toBeNull();
  expect(screen.getByRole("button", { name: "Delete…" })).toBeVisible();
});

test.each([
  ["in Clerk", "POST /clerk/v1/users/", "Ban"],
  ["on the platform", "PATCH /v1/builders/", "Not for hire"],
])("what went wrong %s is not said of the next person", async (_, request, button) => {
  const { server, user, choose } = await boardOfTwo();
  server.overrides.set(request, () => problem(500, "internal", "it broke"));
  await user.click(await screen.findByRole("button", { name: button }));
  const words = await screen.findByText(/it broke|The answer was 500/);
  expect(words).toBeVisible();

  await choose(SEEDED.maya);

  expect(words).not.toBeInTheDocument();
});

test("whoever signs up is looked at", async () => {
  const server = new TestServer().install();
  const { user, onSelect } = board();
  server.overrides.set("POST /clerk/v1/users", () => Response.json({ id: "user_new" }));

  await user.click(await screen.findByRole("button", { name: "Sign somebody up…" }));
  await expectAccessible();
  await user.click(screen.getByRole("button", { name: "Sign up" }));

  await waitFor(() => expect(onSelect).toHaveBeenCalledWith("user_new"));
  expect(server.got("POST", "/clerk/v1/users")[0]?.body).toMatchObject({
    first_name: "Ada",
    public_metadata: { roles: ["CLIENT", "BUILDER"] },
  });
});

test("what Clerk refuses is said", async () => {
  const server = new TestServer().install();
  const { user } = board();
  server.overrides.set("PUT /clerk/v1/users", () =>
    Response.json({ errors: [{ message: "That email address is taken." }] }, { status: 422 }),
  );

  await user.click(await screen.findByRole("button", { name: "Edit the address in Clerk" }));
  await user.keyboard("taken@example.com{Enter}");

  expect(await screen.findByText("That email address is taken.")).toBeVisible();
  expect(screen.getByLabelText("New primary address")).toHaveValue("taken@example.com");
});

test("a rate that the API refuses is explained, and can be mended where it was typed", async () => {
  const server = new TestServer().install();
  const { user } = board();
  const detail = "0 to 99999.99 with at most two decimal places, or null";
  server.overrides.set("PATCH /v1/builders/", () =>
    problem(422, "invalid_fields", "fields of the body are wrong: errors names each", [
      { pointer: "/hourlyRate", detail, code: "malformed" },
    ]),
  );

  await user.click(await screen.findByRole("button", { name: "Edit the hourly rate, as an admin" }));
  await user.type(screen.getByLabelText("Rate in dollars an hour"), "95,50{Enter}");

  expect(await screen.findByText(new RegExp(detail))).toHaveTextContent("hourlyRate");
  expect(screen.queryByText(/errors names each/)).toBeNull();
  expect(screen.getByLabelText("Rate in dollars an hour")).toHaveValue("95,50");
  expect(screen.getByLabelText("Rate in dollars an hour")).toHaveFocus();
  await expectAccessible();

  server.overrides.clear();
  await user.clear(screen.getByLabelText("Rate in dollars an hour"));
  await user.type(screen.getByLabelText("Rate in dollars an hour"), "95.50{Enter}");
  await waitFor(() =>
    expect(screen.getByRole("button", { name: "Edit the hourly rate, as an admin" })).toHaveFocus(),
  );
  expect(screen.queryByText(new RegExp(detail))).toBeNull();
});

test("an answer that comes after the form was left takes no focus", async () => {
  const server = new TestServer().install();
  const { user } = board();
  await user.click(await screen.findByRole("button", { name: "Edit the name in Clerk" }));
  await user.keyboard("{Enter}{Escape}");
  await waitFor(() => expect(screen.getByRole("button", { name: "Edit the name in Clerk" })).toHaveFocus());
  screen.getByRole("button", { name: "Sign in" }).focus();

  await waitFor(() => expect(server.got("PATCH", "/clerk/")).toHaveLength(1));
  await new Promise((painted) => setTimeout(painted, 50));
  expect(screen.getByRole("button", { name: "Sign in" })).toHaveFocus();
});

test("an admin's edit of the record goes to the API as Noor", async () => {
  const server = new TestServer().install();
  const { user } = board();

  await user.click(await screen.findByRole("button", { name: "Edit the validation tier, as an admin" }));
  await user.selectOptions(screen.getByLabelText("Tier"), "2");
  await user.click(screen.getByRole("button", { name: "Save" }));

  await waitFor(() => expect(server.got("PUT", "/v1/builders/")).toHaveLength(1));
  expect(server.got("PUT", "/v1/builders/")[0]).toMatchObject({
    body: { validationTier: 2 },
    as: SEEDED.noor.clerkId,
  });
});

test("what is typed stays while data is read again, and Escape gives the focus back", async () => {
  const server = new TestServer().install();
  const { user } = board();

  await user.click(await screen.findByRole("button", { name: "Edit the name in Clerk" }));
  await user.clear(screen.getByLabelText("First name"));
  await user.type(screen.getByLabelText("First name"), "Lia");
  const reads = server.asked.length;
  await waitFor(() => expect(server.asked.length).toBeGreaterThan(reads + 6), { timeout: 3000 });

  expect(screen.getByLabelText("First name")).toHaveValue("Lia");
  expect(screen.getByLabelText("First name")).toHaveFocus();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.getByRole("button", { name: "Edit the name in Clerk" })).toHaveFocus());
  expect(server.got("PATCH", "/clerk/")).toEqual([]);
});
