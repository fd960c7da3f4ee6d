import { ago, run, syncStatus } from "../../test/samples.ts";
import { type Check, checksOf } from "./checks.ts";

/** One of the checks of a sync that is well but for one thing. */
function check(name: string, change: Parameters<typeof syncStatus>[0] = {}): Check | undefined {
  return checksOf(syncStatus(change), Date.now()).find((it) => it.name === name);
}

test("a sync that is well has nothing that wants anybody", () => {
  expect(checksOf(syncStatus(), Date.now()).map((it) => it.kind)).toEqual([
    "good",
    "good",
    "good",
    "good",
    "good",
  ]);
});

test("events that stay away are noticed", () => {
  const last = { processedAt: null, eventType: "user.updated", status: "processed" } as const;
  expect(check("Last event", { lastEvent: null })).toMatchObject({ kind: "bad", runbook: "No events" });
  expect(check("Last event", { lastEvent: { ...last, receivedAt: ago(13 * 3600) } })).toMatchObject({
    kind: "attention",
    value: "13 h ago",
    runbook: "No events",
  });
  expect(check("Last event", { lastEvent: { ...last, receivedAt: ago(5), status: "failed" } })).toMatchObject(
    {
      kind: "attention",
      runbook: "Failed events",
    },
  );
});

test.each([
  [100, "good"],
  [101, "attention"],
  [1001, "bad"],
])("%i waiting events are %s", (waiting, kind) => {
  expect(check("Backlog", { queue: { waiting, inFlight: 3, delayed: 1 } })?.kind).toBe(kind);
});

test("a single dead letter is bad", () => {
  expect(check("Dead letters", { deadLetters: 1 })).toMatchObject({
    kind: "bad",
    value: "1",
    runbook: "Dead letters",
  });
});

test.each([
  [5, "good"],
  [120, "attention"],
  [1000, "bad"],
])("a push that waits %i s is %s", (seconds, kind) => {
  const pendingPushes = { count: 3, atLeast: true, oldestSince: ago(seconds) };
  expect(check("Pending pushes", { pendingPushes })).toMatchObject({ kind, value: "at least 3" });
});

test("what the last run says decides", () => {
  const of = (last: Parameters<typeof run>[0], counts: Parameters<typeof run>[1] = {}) =>
    check("Last run", { lastRun: run(last, counts) });
  expect(check("Last run", { lastRun: null })).toMatchObject({ kind: "bad", runbook: "No runs" });
  expect(of({ finishedAt: ago(3 * 3600) })).toMatchObject({ kind: "bad", runbook: "No runs" });
  expect(of({ state: "stopped", note: "why" })).toMatchObject({
    kind: "bad",
    means: "why",
    runbook: "Failed runs",
  });
  expect(of({ note: "once with allowDeletes" })).toMatchObject({
    kind: "attention",
    runbook: "Delete brake",
  });
  expect(of({}, { failed: 1 })).toMatchObject({ kind: "attention", runbook: "Drift" });
  expect(of({}, { conflicts: 1 })).toMatchObject({ kind: "attention", runbook: "Conflicts" });
  expect(of({}, { missed: 1 })).toMatchObject({ kind: "attention", runbook: "Missed events" });
  expect(of({ dryRun: true }, { drifted: 1 })).toMatchObject({ kind: "attention", runbook: "Reconcile" });
  expect(of({ state: "open", finishedAt: null })).toMatchObject({
    kind: "good",
    means: "Under way: 10 compared.",
  });
});

test("every section that a check names is in the runbook", async () => {
  const { readFileSync } = await import("node:fs");
  // From wherever the tests are started.
  const read = (path: string) => readFileSync(new URL(path, import.meta.url).pathname, "utf8");
  const [source, runbook] = [read("./checks.ts"), read("../../../../infra/README.md")];
  const named = [...source.matchAll(/runbook: "([^"]+)"/g)].map(([, section]) => section);
  expect(named.length).toBeGreaterThan(8);
  for (const section of named) expect(runbook).toMatch(new RegExp(`^##+ ${section}$`, "m"));
});
