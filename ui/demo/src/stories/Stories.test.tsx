import { SEEDED } from "@profile-sync/simulator";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { expectAccessible } from "../../test/axe.ts";
import { aBuilder, aUser, LIAM } from "../../test/made.ts";
import { TestServer } from "../../test/server.ts";
import { show } from "../../test/show.tsx";
import { Stories } from "./Stories.tsx";

function stories() {
  const server = new TestServer().install();
  const onSelect = vi.fn();
  show(<Stories onSelect={onSelect} pauseMs={0} />);
  return { server, onSelect, user: userEvent.setup() };
}

async function steps() {
  await screen.findByRole("button", { name: "Once more" });
  return within(screen.getByRole("list", { name: /./ }))
    .getAllByRole("listitem")
    .map((it) => it.textContent);
}

test("duplicates: three copies come, one is applied, and the deliveries are mended", async () => {
  const { server, onSelect, user } = stories();

  await user.click(screen.getByRole("button", { name: /Duplicates/ }));

  const told = await steps();
  expect(told).toHaveLength(4);
  expect(told[2]).toMatch(/One was applied after .*, two found that done/);
  expect(told[3]).toMatch(/From version 3 to 4/);
  expect(server.mode.copies).toBe(1);
  expect(onSelect).toHaveBeenCalledWith(SEEDED.liam.clerkId);
  await expectAccessible();
});

test("out of order: the latest edit wins", async () => {
  const { server, user } = stories();

  await user.click(screen.getByRole("button", { name: /Out of order/ }));

  const told = await steps();
  expect(told[2]).toContain("2 came after it although they are older");
  expect(server.user?.name).toBe("Liam Moreau");
  expect(told[3]).toContain("Liam Moreau, in Clerk and on the platform");
});

test("a ban: what the record says decides at once", async () => {
  const { user } = stories();

  await user.click(screen.getByRole("button", { name: /A ban/ }));

  const told = await steps();
  expect(told[1]).toContain("the record is suspended");
  expect(told[3]).toContain("Everything is as it was");
});

test("a missed webhook: found, repaired, and explained by the audit trail", async () => {
  const { server, user } = stories();
  const address = "liam@buildappswith.com";
  server.overrides.set("POST /v1/reconciliations", ({ body }) => {
    const { dryRun } = Object(body);
    const counts = { compared: 1, drifted: 1, missed: 1, repaired: dryRun ? 0 : 1 };
    server.overrides.set("GET /v1/reconciliations/", () =>
      Response.json({ state: "finished", counts, fields: { email: {} }, drifts: [] }),
    );
    if (!dryRun) server.user = aUser({ email: address, version: 4 });
    return Response.json({ runId: "run_1" });
  });
  server.overrides.set(`GET /v1/users/${LIAM}/audit`, () => {
    const changes = [{ field: "email", before: "l…@buildappswith.ai", after: "l…@buildappswith.com" }];
    const actor = { type: "reconciler", id: null };
    return Response.json({
      entries: [{ version: 4, actor, changes, note: "Clerk owns it" }, { version: 3 }],
    });
  });

  await user.click(screen.getByRole("button", { name: /A missed webhook/ }));

  const told = await steps();
  expect(server.got("PUT", "/clerk/v1/users/")[0]?.body).toEqual({ email_address: address });
  expect(told[2]).toContain("Compared: 1. Differing: 1, in email. Missed by the webhooks: 1 (R24).");
  expect(told[3]).toContain(`The platform has ${address} now.`);
  expect(told[4]).toContain("Version 4, by the reconciler: l…@buildappswith.ai became l…@buildappswith.com");
});

test("Clerk is down: the edit is kept, waits, and is told when Clerk is back", async () => {
  const { server, user } = stories();
  server.overrides.set(`PUT /v1/builders/${LIAM}`, ({ body }) => {
    const pendingPush = { fields: ["validationTier" as const], since: new Date().toISOString() };
    server.builder = aBuilder({ ...Object(body), pendingPush });
    return Response.json(server.builder);
  });
  server.overrides.set(`GET /v1/users/${LIAM}`, () => {
    const isDown = server.faults.length > 0;
    if (!isDown && server.builder) server.builder = { ...server.builder, pendingPush: null };
    return Response.json(server.user);
  });

  await user.click(screen.getByRole("button", { name: /Clerk is down/ }));

  const told = await steps();
  expect(told[1]).toContain("The record says 2 at once. validationTier waits to be told to Clerk (R21).");
  expect(told[2]).toContain("the push went through");
  expect(server.faults).toEqual([]);
});

test("a story about somebody who is gone says so, and mends what it broke", async () => {
  const { server, user } = stories();
  server.person = null;

  await user.click(screen.getByRole("button", { name: /Out of order/ }));

  expect((await steps())[1]).toContain(
    "failed: Liam changes his last name three times.Liam is gone from Clerk",
  );
  expect(server.mode.state).toBe("send");
  await expectAccessible();
});

test("a story that waits for its time to come is stopped at once", async () => {
  const { server, user } = stories();

  await user.click(screen.getByRole("button", { name: /A missed webhook/ }));
  await screen.findAllByText(/the platform still has/);
  await user.click(screen.getByRole("button", { name: "Stop" }));

  expect((await steps())[2]).toContain("Stopped.");
  expect(server.got("POST", "/v1/reconciliations")).toEqual([]);
});

test("a story can be stopped, closed and told once more", async () => {
  const { server, user } = stories();
  server.overrides.set("GET /v1/webhook-events", () =>
    Response.json({ events: [], nextCursor: null, unreadable: 0 }),
  );

  await user.click(screen.getByRole("button", { name: /Duplicates/ }));
  await screen.findAllByText(/In Clerk he is/);
  await user.click(screen.getByRole("button", { name: "Stop" }));
  expect((await steps()).at(-2)).toContain("Stopped.");
  expect(screen.getByRole("button", { name: "Once more" })).toHaveFocus();

  await user.click(screen.getByRole("button", { name: "Close" }));
  expect(screen.queryByRole("list", { name: "Duplicates" })).toBeNull();
  expect(screen.getByRole("heading", { name: "See it happen" })).toHaveFocus();
});
