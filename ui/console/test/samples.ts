import type {
  AuditEntry,
  AuditTrail,
  Comparison,
  Drift,
  Event,
  Me,
  Run,
  RunCounts,
  RunReport,
  SyncStatus,
  User,
} from "@buildappswith/profile-sync-react";
import type { Person } from "@profile-sync/simulator";

/** Somebody's ids. */
export const NOOR = "user_2Noor";
export const LIAM = "user_2Liam";
export const LIAM_ID = "01JDKJ9Z3NV5T0W5Y8Q3M1R7XE";

/** A moment so many seconds before another, or before now. */
export const ago = (seconds: number, now = Date.now()) => new Date(now - seconds * 1000).toISOString();

/** One of the simulator's people. */
export function person(change: Partial<Person> = {}): Person {
  return {
    id: NOOR,
    first_name: "Noor",
    last_name: "Rahimi",
    username: null,
    image_url: "https://img.clerk.com/x",
    has_image: false,
    email_addresses: [],
    primary_email_address_id: null,
    public_metadata: { roles: ["CLIENT", "ADMIN"] },
    banned: false,
    locked: false,
    created_at: 1,
    updated_at: 1,
    last_sign_in_at: null,
    ...change,
  };
}

/** An account. */
export function user(change: Partial<User> = {}): User {
  const now = Date.now();
  return {
    id: LIAM_ID,
    clerkId: LIAM,
    email: "liam@example.com",
    emailVerifiedAt: null,
    name: "Liam",
    imageUrl: null,
    roles: ["CLIENT", "BUILDER"],
    verified: false,
    isFounder: false,
    stripeCustomerId: null,
    status: "active",
    lastSignInAt: null,
    version: 3,
    pendingPush: null,
    createdAt: ago(9000, now),
    updatedAt: ago(60, now),
    deletedAt: null,
    ...change,
  };
}

/** Noor, an admin, as the API describes her to herself. */
export function me(change: Partial<User> = {}): Me {
  const account = user({
    id: "01NOOR",
    clerkId: NOOR,
    name: "Noor Rahimi",
    roles: ["CLIENT", "ADMIN"],
    ...change,
  });
  const isAdmin = account.roles.includes("ADMIN") && account.status === "active";
  const permissions: Me["permissions"] = [
    "viewAccount",
    "setRoles",
    "verifyBuilder",
    "viewAudit",
    "viewEvents",
  ];
  return { user: account, builder: null, client: null, permissions: isAdmin ? permissions : ["viewAccount"] };
}

/** An event that was applied. */
export function event(change: Partial<Event> = {}): Event {
  const now = Date.now();
  return {
    svixId: "msg_1",
    eventType: "user.updated",
    clerkId: LIAM,
    userId: LIAM_ID,
    status: "processed",
    outcome: "updated",
    error: null,
    attempts: 1,
    receivedAt: ago(30, now),
    processedAt: ago(29.8, now),
    lastAttemptAt: ago(29.8, now),
    payload: { type: "user.updated", data: { id: LIAM, first_name: "•••" } },
    ...change,
  };
}

/** An event that failed. */
export function failedEvent(change: Partial<Event> = {}): Event {
  const failure = { status: "failed", outcome: null, processedAt: null, error: "the table refused" } as const;
  return event({ svixId: "msg_failed", eventType: "user.created", attempts: 5, ...failure, ...change });
}

const COUNTS: RunCounts = {
  compared: 10,
  unreadable: 0,
  shortPages: 0,
  drifted: 0,
  missed: 0,
  repaired: 0,
  conflicts: 0,
  failed: 0,
  gone: 0,
  unlinked: 0,
  pushed: 0,
  pushesFailed: 0,
  oldestPushMs: 0,
  requests: 5,
};

/** A run that finished and found nothing. */
export function run(change: Partial<Run> = {}, counts: Partial<RunCounts> = {}): Run {
  const now = Date.now();
  return {
    runId: "01M8CG2BFD0000000000000001",
    mode: "full",
    dryRun: false,
    allowDeletes: false,
    state: "finished",
    startedAt: ago(120, now),
    updatedAt: ago(118, now),
    finishedAt: ago(118, now),
    counts: { ...COUNTS, ...counts },
    note: null,
    ...change,
  };
}

/** Somebody who differed. */
export function drift(change: Partial<Drift> = {}): Drift {
  return {
    clerkId: LIAM,
    userId: LIAM_ID,
    kind: "differs",
    ageMs: 90_000,
    missed: true,
    repaired: true,
    error: null,
    fields: [{ field: "email", ours: "l…@example.com", clerk: "l…@example.ai" }],
    ...change,
  };
}

/** A run with what it found. */
export function report(change: Partial<RunReport> = {}, counts: Partial<RunCounts> = {}): RunReport {
  return { ...run({}, counts), fields: {}, drifts: [], cut: 0, unreadable: 0, nextCursor: null, ...change };
}

/** Both sides of Liam, who say the same. */
export function comparison(change: Partial<Comparison> = {}): Comparison {
  const now = Date.now();
  return {
    userId: LIAM_ID,
    clerkId: LIAM,
    drift: null,
    fields: [
      { field: "email", platform: "liam@example.com", clerk: "liam@example.com", differs: false },
      { field: "name", platform: "Liam", clerk: "Liam", differs: false },
      { field: "imageUrl", platform: null, clerk: null, differs: false },
    ],
    clerkUpdatedAt: ago(70, now),
    recordUpdatedAt: ago(60, now),
    clerkAnswer: "found",
    pendingPush: null,
    ...change,
  };
}

/** An entry of Liam's audit trail. */
export function entry(change: Partial<AuditEntry> = {}): AuditEntry {
  return {
    version: 3,
    action: "updated",
    actor: { type: "clerk", id: null },
    impersonatorId: null,
    cause: { type: "event", id: "msg_1" },
    changes: [{ field: "email", before: "l…@example.com", after: "l…@example.ai" }],
    note: null,
    origin: { clientIp: null, userAgent: null },
    at: ago(60),
    hash: "hash3",
    ...change,
  };
}

/** A whole trail. */
export function trail(change: Partial<AuditTrail> = {}): AuditTrail {
  return { entries: [entry()], chain: { verified: true, problem: null }, nextCursor: null, ...change };
}

/** A sync that is well. */
export function syncStatus(change: Partial<SyncStatus> = {}): SyncStatus {
  const now = Date.now();
  return {
    lastEvent: {
      receivedAt: ago(4, now),
      processedAt: ago(3.9, now),
      eventType: "user.updated",
      status: "processed",
    },
    queue: { waiting: 0, inFlight: 0, delayed: 0 },
    deadLetters: 0,
    pendingPushes: { count: 0, atLeast: false, oldestSince: null },
    lastRun: run(),
    checkedAt: ago(0, now),
    ...change,
  };
}
