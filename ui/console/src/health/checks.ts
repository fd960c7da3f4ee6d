import type { SyncStatus } from "@buildappswith/profile-sync-react";
import type { StateKind } from "../parts/Mark.tsx";
import { between, lengthOf } from "../words/times.ts";

/** One thing that is looked at, how it stands, and what to do about it. */
export interface Check {
  name: string;
  kind: Exclude<StateKind, "quiet">;
  /** What is seen, in a few words. */
  value: string;
  /** What it means. */
  means: string;
  /** The section of the runbook that helps, by its name in infra/README.md; none while all is well. */
  runbook?: string;
  /** Where the console shows more. */
  link?: { to: string; name: string };
}

const HOUR_MS = 3_600_000;
/** The template's default of `NoEventsAlarmHours`. */
const NO_EVENTS_MS = 12 * HOUR_MS;
/** The template's default of `NoRunsAlarmHours`. */
const NO_RUNS_MS = 2 * HOUR_MS;
/** The template's default of `PushBacklogAlarmMilliseconds`. */
const PUSH_BACKLOG_MS = 900_000;
/** A push goes out within seconds; one that waits longer than this was not taken at once. */
const PUSH_LATE_MS = 60_000;
/** More than the processor has in hand at its default concurrency, ten times ten. */
const MANY_WAITING = 100;
/** Many more than it works off in a minute or so. */
const TOO_MANY_WAITING = 1000;

/** Everything that is looked at, in the order of an event's way. The alarms of the template have the same limits. */
export function checksOf(status: SyncStatus, now: number): Check[] {
  return [
    lastEvent(status.lastEvent, now),
    backlog(status.queue),
    deadLetters(status.deadLetters),
    pendingPushes(status.pendingPushes, now),
    lastRun(status.lastRun, now),
  ];
}

function lastEvent(last: SyncStatus["lastEvent"], now: number): Check {
  const name = "Last event";
  if (!last) {
    const means = "Nothing has arrived for seven days.";
    return { name, kind: "bad", value: "none", means, runbook: "No events" };
  }
  const age = between(last.receivedAt, now);
  const value = `${lengthOf(age)} ago`;
  const failed = { to: "/events?status=failed", name: "Failed events" };
  if (last.status === "failed") {
    return {
      name,
      kind: "attention",
      value,
      means: "It has failed so far.",
      runbook: "Failed events",
      link: failed,
    };
  }
  if (age > NO_EVENTS_MS) {
    const means = "Longer than usual: nobody changed anything, or events don’t arrive.";
    return { name, kind: "attention", value, means, runbook: "No events" };
  }
  const link = { to: "/events", name: "Events" };
  return { name, kind: "good", value, means: `${last.eventType ?? "Unreadable"}, ${last.status}.`, link };
}

function backlog({ waiting, inFlight, delayed }: SyncStatus["queue"]): Check {
  const name = "Backlog";
  const value = `${waiting} waiting`;
  const rest = `${inFlight} in work${delayed > 0 ? `, ${delayed} delayed` : ""}.`;
  if (waiting > MANY_WAITING) {
    const kind = waiting > TOO_MANY_WAITING ? "bad" : "attention";
    const means = `More comes in than is done, or the processor does not run; ${rest}`;
    return { name, kind, value, means, runbook: "Old messages" };
  }
  return { name, kind: "good", value, means: `Events are taken as they come; ${rest}` };
}

function deadLetters(count: number): Check {
  const name = "Dead letters";
  if (count === 0) return { name, kind: "good", value: "none", means: "Every event got through." };
  const means =
    "These failed every try; their people are out of date until somebody acts. One that was tried again and failed is here once more; once they got through, a redrive takes them away.";
  const link = { to: "/events?status=failed", name: "Failed events" };
  return { name, kind: "bad", value: String(count), means, runbook: "Dead letters", link };
}

function pendingPushes({ count, atLeast, oldestSince }: SyncStatus["pendingPushes"], now: number): Check {
  const name = "Pending pushes";
  if (count === 0) return { name, kind: "good", value: "none", means: "Clerk knows of every edit." };
  const value = `${atLeast ? "at least " : ""}${count}`;
  const waited = oldestSince ? between(oldestSince, now) : 0;
  if (waited <= PUSH_LATE_MS) return { name, kind: "good", value, means: "On their way to Clerk." };
  const kind = waited > PUSH_BACKLOG_MS ? "bad" : "attention";
  const means = `Clerk has not heard of them; the oldest has waited ${lengthOf(waited)}. The next run sends them again.`;
  return { name, kind, value, means, runbook: "Push backlog" };
}

function lastRun(run: SyncStatus["lastRun"], now: number): Check {
  const name = "Last run";
  if (!run) {
    const means = "No run is on record.";
    return {
      name,
      kind: "bad",
      value: "none",
      means,
      runbook: "No runs",
      link: { to: "/reconciliations/new", name: "Start a run" },
    };
  }
  const age = between(run.finishedAt ?? run.updatedAt, now);
  const found = {
    name,
    value: `${lengthOf(age)} ago`,
    link: { to: `/reconciliations/${run.runId}`, name: "The run" },
  };
  if (run.state === "stopped") {
    return { ...found, kind: "bad", means: run.note ?? "It stopped before its end.", runbook: "Failed runs" };
  }
  if (age > NO_RUNS_MS)
    return { ...found, kind: "bad", means: "What is missed stays missed.", runbook: "No runs" };
  return { ...found, ...verdict(run) };
}

/** What a run that is recent and did not stop says. */
function verdict({
  counts,
  note,
  state,
  dryRun,
}: NonNullable<SyncStatus["lastRun"]>): Pick<Check, "kind" | "means" | "runbook"> {
  if (note?.includes("allowDeletes")) return { kind: "attention", means: note, runbook: "Delete brake" };
  if (counts.failed > 0)
    return { kind: "attention", means: `${counts.failed} could not be repaired.`, runbook: "Drift" };
  if (counts.conflicts > 0)
    return { kind: "attention", means: `${counts.conflicts} claim a taken address.`, runbook: "Conflicts" };
  if (counts.missed > 0) {
    return {
      kind: "attention",
      means: `${counts.missed} had not come by an event.`,
      runbook: "Missed events",
    };
  }
  if (dryRun && counts.drifted > 0)
    return {
      kind: "attention",
      means: `${counts.drifted} differ: a dry run repairs nothing.`,
      runbook: "Reconcile",
    };
  if (state === "open") return { kind: "good", means: `Under way: ${counts.compared} compared.` };
  return {
    kind: "good",
    means: `${counts.compared} compared, ${counts.drifted} differed, ${counts.repaired} repaired.`,
  };
}
