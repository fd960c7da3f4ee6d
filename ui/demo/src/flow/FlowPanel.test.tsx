import { SEEDED } from "@profile-sync/simulator";
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { expectAccessible } from "../../test/axe.ts";
import { anAttempt, anEvent, aPerson, NORMAL, NOW } from "../../test/made.ts";
import { TestServer } from "../../test/server.ts";
import { CONFIG, show } from "../../test/show.tsx";
import { FlowPanel } from "./FlowPanel.tsx";

function panel(config = CONFIG) {
  show(<FlowPanel clerkId={SEEDED.liam.clerkId} nameOf={(id) => `name of ${id}`} />, config);
}

test("every state of an event is shown with its deliveries and what came of it", async () => {
  const server = new TestServer();
  server.attempts = [
    anAttempt({ messageId: "msg_twice" }),
    anAttempt({ messageId: "msg_twice", at: NOW + 1 }),
    anAttempt({ messageId: "msg_lost", outcome: "dropped", status: null }),
    anAttempt({ messageId: "msg_again", outcome: "failed", status: 503 }),
    anAttempt({ messageId: "msg_again", outcome: "failed", status: null, error: "timed out", attempt: 2 }),
    anAttempt({ messageId: "msg_late" }),
    anAttempt({ messageId: "msg_broken" }),
    anAttempt({ messageId: "msg_queued" }),
  ];
  server.events = [
    anEvent({ svixId: "msg_twice" }),
    anEvent({ svixId: "msg_late", status: "superseded", outcome: "superseded" }),
    anEvent({ svixId: "msg_broken", status: "failed", outcome: null, error: "event has no id" }),
    anEvent({ svixId: "msg_by_hand", eventType: null, status: "ignored", outcome: "ignored" }),
  ];
  server.install();
  panel();

  const titles = ["Applied", "Lost", "Tried again", "Superseded", "Failed", "In the queue", "Ignored"];
  expect(await screen.findByText("Applied")).toBeVisible();
  for (const title of titles) expect(await screen.findByText(title)).toBeVisible();
  expect(screen.getByText("1 duplicate changed nothing (R1)")).toBeVisible();
  expect(screen.getByText("attempt 2")).toBeVisible();
  expect(screen.getByText("event has no id")).toBeVisible();
  expect(screen.getByText("not sent from here")).toBeVisible();
  await expectAccessible();
});

test("an event leads to the console once the ledger knows it", async () => {
  const server = new TestServer();
  server.attempts = [anAttempt(), anAttempt({ messageId: "msg_lost", outcome: "dropped", status: null })];
  server.events = [anEvent()];
  server.install();
  panel();

  const links = await screen.findAllByRole("link");
  expect(links.map((it) => it.getAttribute("href"))).toEqual(["http://localhost:5174/events/msg_1"]);
});

test("without a console there are no links to it", async () => {
  const server = new TestServer();
  server.events = [anEvent()];
  server.install();
  panel({ ...CONFIG, consoleUrl: null });

  expect(await screen.findByText("Applied")).toBeVisible();
  expect(screen.queryByRole("link")).toBeNull();
});

test("what Clerk holds back is counted, and said", async () => {
  const server = new TestServer();
  server.mode = { ...NORMAL, state: "hold" };
  server.held = [aPerson(), aPerson()];
  server.install();
  panel();

  expect(await screen.findByText("2 held back")).toBeVisible();
  expect(screen.getByText("Webhooks are held back: 2 wait.")).toBeVisible();
  await expectAccessible();
});

test("nothing yet says what to do", async () => {
  new TestServer().install();
  panel();

  expect(await screen.findByText(/No event yet/)).toBeVisible();
});

test("everybody's events come with their names", async () => {
  const server = new TestServer();
  server.attempts = [anAttempt({ userId: "user_ada" })];
  server.install();
  panel();

  expect(await screen.findByText(/No event yet/)).toBeVisible();
  await userEvent.click(screen.getByRole("switch", { name: "Everybody's" }));
  expect(await screen.findByText("name of user_ada")).toBeVisible();
});

test("news are said in one sentence, and what was there before is none", async () => {
  const server = new TestServer();
  server.attempts = [anAttempt({ messageId: "msg_old" })];
  server.events = [anEvent({ svixId: "msg_old" })];
  server.install();
  panel();
  expect(await screen.findByText("Applied")).toBeVisible();

  const at = Date.now() + 1;
  server.attempts.push(anAttempt({ messageId: "msg_2", at }), anAttempt({ messageId: "msg_3", at }));
  server.events.push(
    anEvent({ svixId: "msg_2" }),
    anEvent({ svixId: "msg_3", status: "superseded", outcome: "superseded" }),
  );

  const status = screen.getByRole("status");
  expect(await within(status).findByText(/^2 events: /)).toHaveTextContent("1 applied, 1 superseded");
});
