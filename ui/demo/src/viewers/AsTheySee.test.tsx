import { SEEDED } from "@profile-sync/simulator";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import { expectAccessible } from "../../test/axe.ts";
import { aBuilder, aPerson, aUser } from "../../test/made.ts";
import { problem, TestServer } from "../../test/server.ts";
import { show } from "../../test/show.tsx";
import { AsTheySee } from "./AsTheySee.tsx";

const ADMIN = ["viewBuilder", "editBuilder", "verifyBuilder", "viewAccount", "setRoles"];

/** The view, and what the page keeps for it. */
function View() {
  const [isUnsaved, setIsUnsaved] = useState(false);
  return <AsTheySee isUnsaved={isUnsaved} onUnsaved={setIsUnsaved} />;
}

function view(server = new TestServer()) {
  server.install();
  show(<View />);
  return { server, user: userEvent.setup() };
}

async function signInAs(user: ReturnType<typeof userEvent.setup>, name: RegExp) {
  await user.click(screen.getByRole("radio", { name }));
}

test("Liam sees his own profile, asked for with his token", async () => {
  const { server } = view();

  expect(await screen.findByText("active, CLIENT, BUILDER")).toBeVisible();
  expect(await screen.findByRole("button", { name: /Edit profile/ })).toBeVisible();
  const profiles = server.got("GET", "/v1/builders/").filter((it) => it.as === SEEDED.liam.clerkId);
  expect(profiles.length).toBeGreaterThan(0);
  await expectAccessible();
});

test("the public sends no token, and sees no controls", async () => {
  const server = new TestServer();
  const nothing = { canView: true, canEdit: false, canDelete: false, canVerify: false };
  server.builder = aBuilder({ permissions: nothing });
  const { user } = view(server);

  await signInAs(user, /The public/);

  expect(await screen.findByText(/Nobody is signed in/)).toBeVisible();
  await waitFor(() => expect(server.got("GET", "/v1/builders/").some((it) => it.as === null)).toBe(true));
  expect(screen.queryByRole("button", { name: /Edit profile/ })).toBeNull();
});

test("whom one viewer finds is not shown to the next", async () => {
  const server = new TestServer();
  server.overrides.set("GET /v1/builders?", ({ as }) =>
    as ? Response.json({ builders: [aBuilder()], nextCursor: null }) : problem(404, "not_found", "nobody"),
  );
  const { user } = view(server);
  await user.click(screen.getByRole("radio", { name: "Builders" }));
  expect(await screen.findByRole("button", { name: /Liam Park/ })).toBeVisible();

  await signInAs(user, /The public/);

  await waitFor(() => expect(server.got("GET", "/v1/builders?").some((it) => it.as === null)).toBe(true));
  expect(screen.queryByRole("button", { name: /Liam Park/ })).toBeNull();
});

test("somebody suspended is told so, and may do nothing", async () => {
  const server = new TestServer();
  server.user = aUser({ status: "suspended" });
  server.overrides.set("GET /v1/me", () =>
    Response.json({ user: server.user, builder: null, client: null, permissions: [] }),
  );
  const { user } = view(server);

  await signInAs(user, /Tomáš/);

  expect(await screen.findByText("suspended, CLIENT, BUILDER")).toBeVisible();
  expect(screen.getByText("nothing")).toBeVisible();
});

test("somebody deleted is told so", async () => {
  const server = new TestServer();
  server.overrides.set("GET /v1/me", () => problem(403, "account_deleted", "the account was deleted"));
  const { user } = view(server);

  await signInAs(user, /Hana/);

  expect(await screen.findByText("the account was deleted")).toBeVisible();
});

test("whoever else is in Clerk can be looked as, and their own profile be looked at", async () => {
  const server = new TestServer();
  server.person = aPerson({ id: "user_ada", first_name: "Ada", last_name: "Byron" });
  server.overrides.set("GET /v1/me", () => {
    const user = aUser({ id: "01ADA", name: "Ada Byron" });
    return Response.json({ user, builder: null, client: null, permissions: [] });
  });
  const { user } = view(server);

  await screen.findByRole("option", { name: "Ada Byron" });
  await user.selectOptions(screen.getByLabelText("Somebody else"), "Ada Byron");

  await waitFor(() => expect(server.got("GET", "/v1/me").some((it) => it.as === "user_ada")).toBe(true));
  expect(await screen.findByRole("option", { name: "Ada Byron, who is looking" })).toBeVisible();
  expect(screen.getByRole("button", { name: "Ban Ada Byron" })).toBeVisible();
});

test("every component can be shown", async () => {
  const { user } = view();
  await screen.findByText("active, CLIENT, BUILDER");

  for (const name of ["Builders", "Edit form", "Client's profile", "Roles", "Validation tier", "Guard"]) {
    await user.click(screen.getByRole("radio", { name }));
    expect(screen.getByRole("radio", { name })).toBeChecked();
  }
  expect(screen.getAllByText("lets through")).not.toHaveLength(0);
  await expectAccessible();
});

test("a builder in the list leads to their profile", async () => {
  const { user } = view();

  await user.click(await screen.findByRole("radio", { name: "Builders" }));
  await user.click(await screen.findByRole("button", { name: /Liam Park/ }));

  expect(screen.getByRole("radio", { name: "Builder's profile" })).toBeChecked();
});

test("a role that is taken away takes the controls with it", async () => {
  const server = new TestServer();
  const { user } = view(server);
  await screen.findByRole("button", { name: /Edit profile/ });

  server.overrides.set("GET /v1/me", () =>
    Response.json({ user: server.user, builder: null, client: null, permissions: [] }),
  );
  await user.click(screen.getByRole("button", { name: "Take the role BUILDER away" }));

  await waitFor(() => expect(screen.queryByRole("button", { name: /Edit profile/ })).toBeNull());
  expect(server.got("PUT", "/clerk/v1/users/")[0]?.body).toEqual({ public_metadata: { roles: ["CLIENT"] } });
});

test("who signed in long ago is asked to prove who they are, and then the roles are set", async () => {
  const server = new TestServer();
  server.overrides.set("GET /v1/me", () =>
    Response.json({ user: aUser({ name: "Noor" }), builder: null, client: null, permissions: ADMIN }),
  );
  let isFresh = true;
  server.overrides.set("POST /clerk/_simulator/tokens", ({ body }) => {
    isFresh = !JSON.stringify(body).includes("fva");
    return Response.json({ token: `token of ${Object(body).userId}` });
  });
  server.overrides.set("PUT /v1/users/", ({ body }) => {
    if (isFresh) return Response.json({ ...server.user, roles: Object(body).roles });
    const hint = {
      type: "forbidden",
      reason: "reverification-error",
      metadata: { reverification: { level: "first_factor", afterMinutes: 10 } },
    };
    const body403 = { type: "urn:profile-sync:problem:reverification_required", title: "t", status: 403 };
    return Response.json({ ...body403, detail: "d", requestId: "r", clerk_error: hint }, { status: 403 });
  });
  const { user } = view(server);

  await signInAs(user, /Noor/);
  await user.click(screen.getByRole("switch", { name: /Signed in long ago/ }));
  await user.click(screen.getByRole("radio", { name: "Roles" }));
  await user.click(await screen.findByRole("checkbox", { name: /Subscriber/ }));
  await user.click(screen.getByRole("button", { name: /Save/ }));

  const dialog = await screen.findByRole("dialog", { name: "Verification required" });
  await expectAccessible(dialog);
  await user.click(within(dialog).getByRole("button", { name: "I am Noor Rahimi" }));

  await waitFor(() => expect(server.got("PUT", "/v1/users/")).toHaveLength(2));
  expect(screen.getByRole("switch", { name: /Signed in long ago/ })).not.toBeChecked();
});

test("what went wrong with one profile is not said of the next", async () => {
  const server = new TestServer();
  const other = aBuilder({ userId: "01OTHER", name: "Maya Okafor" });
  server.overrides.set("GET /v1/builders?", () =>
    Response.json({ builders: [aBuilder(), other], nextCursor: null }),
  );
  server.overrides.set("PATCH /v1/builders/", () => problem(503, "unavailable", "try again later"));
  const { user } = view(server);
  await screen.findByRole("option", { name: "Maya Okafor" });
  await user.click(await screen.findByRole("button", { name: /Fill in an example/ }));
  expect(await screen.findByText("try again later")).toBeVisible();

  await user.selectOptions(screen.getByLabelText("Whose"), "Maya Okafor");

  expect(screen.queryByText("try again later")).toBeNull();
});
