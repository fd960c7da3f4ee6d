import { expect, test } from "vitest";
import { anAttempt, anEvent, NOW } from "../../test/made.ts";
import { flows } from "./flow.ts";
import { answerInWords, duplicatesInWords, wordsOf } from "./words.ts";

const TIMED_OUT = { outcome: "failed", status: null, error: "timed out" } as const;

function only(...[attempts, events]: Parameters<typeof flows>) {
  const [flow, ...others] = flows(attempts, events);
  if (!flow || others.length > 0) throw new Error("there is not one flow");
  return flow;
}

test("a delivery and its row in the ledger are one flow, with the time between them", () => {
  const flow = only([anAttempt()], [anEvent()]);

  expect(flow).toMatchObject({ id: "msg_1", stage: "settled", tookMs: 20, duplicates: 0, seenAt: NOW });
  expect(wordsOf(flow).title).toBe("Applied");
});

test("copies under one id are one flow, and all but one are duplicates", () => {
  const flow = only([anAttempt(), anAttempt({ at: NOW + 1 }), anAttempt({ at: NOW + 2 })], [anEvent()]);

  expect(flow.duplicates).toBe(2);
  expect(duplicatesInWords(flow.duplicates)).toBe("2 duplicates changed nothing (R1)");
  expect(duplicatesInWords(1)).toBe("1 duplicate changed nothing (R1)");
  expect(duplicatesInWords(0)).toBeNull();
});

test.each([
  ["dropped", [anAttempt({ outcome: "dropped", status: null })], "lost", "Lost"],
  ["failed so far", [anAttempt(TIMED_OUT)], "retrying", "Tried again"],
  ["given up", [anAttempt({ outcome: "givenUp", status: 500 })], "givenUp", "Given up"],
  [
    "taken after a failure",
    [anAttempt({ ...TIMED_OUT }), anAttempt({ at: NOW + 9, attempt: 2 })],
    "queued",
    "In the queue",
  ],
] as const)("an event that was %s and isn't in the ledger is %3$s", (_, attempts, stage, title) => {
  const flow = only(attempts, []);

  expect(flow.stage).toBe(stage);
  expect(flow.tookMs).toBeNull();
  expect(wordsOf(flow).title).toBe(title);
});

test("a delivery whose answer got lost counts: the event is applied, and the time is from it", () => {
  const attempts = [anAttempt(TIMED_OUT), anAttempt({ at: NOW + 5000, attempt: 2 })];

  expect(only(attempts, [anEvent()])).toMatchObject({ stage: "settled", tookMs: 20, duplicates: 0 });
});

test("what was lost and replayed is timed from the replay", () => {
  const attempts = [anAttempt({ outcome: "dropped", status: null, at: NOW - 60_000 }), anAttempt()];

  expect(only(attempts, [anEvent()]).tookMs).toBe(20);
});

test("an event that the simulator didn't send has no deliveries, and the time since it was received", () => {
  expect(only([], [anEvent()])).toMatchObject({ attempts: [], eventType: "user.updated", tookMs: 15 });
});

test("the newest comes first", () => {
  const attempts = [anAttempt({ messageId: "msg_old", at: NOW - 1 }), anAttempt({ messageId: "msg_new" })];

  expect(flows(attempts, []).map((it) => it.id)).toEqual(["msg_new", "msg_old"]);
});

test("a failed event says why", () => {
  const event = anEvent({ status: "failed", outcome: null, error: "event has no id", processedAt: null });

  expect(wordsOf(only([anAttempt()], [event]))).toMatchObject({
    title: "Failed",
    why: "event has no id",
    tone: "bad",
  });
});

test.each([
  "created",
  "linked",
  "deleted",
  "signed_in",
  "unchanged",
  "conflict",
  "duplicate",
  "superseded",
  "ignored",
])("the outcome %s has words of its own", (outcome) => {
  const { title, why } = wordsOf(only([], [anEvent({ outcome })]));

  expect(title).not.toBe(outcome);
  expect(why).not.toBe("");
});

test("an outcome that is new here is called by its name", () => {
  expect(wordsOf(only([], [anEvent({ outcome: "postponed" })])).title).toBe("postponed");
});

test("each answer is said with its status, or why there was none", () => {
  const said = [
    anAttempt(),
    anAttempt({ outcome: "failed", status: 503 }),
    anAttempt(TIMED_OUT),
    anAttempt({ outcome: "dropped", status: null }),
    anAttempt({ outcome: "givenUp", status: 500 }),
  ].map((it) => answerInWords(it).text);

  expect(said).toEqual(["202 taken", "503", "timed out", "lost", "500, given up"]);
});
