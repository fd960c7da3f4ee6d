import {
  type AuditEntry,
  type BuilderPatch,
  createProfileClient,
  type EventSummary,
  type GetToken,
  ProfileApiError,
  type Role,
  type RunReport,
} from "@buildappswith/profile-sync-react";
import type { PlatformRecord } from "../compare/compare.ts";

/** How far back the ledger is read: a day. Without a beginning each look would go through its whole retention. */
const LEDGER_MS = 24 * 60 * 60 * 1000;

/** Which run to start. */
export interface RunOrder {
  mode: "incremental" | "full";
  dryRun: boolean;
}

/** The platform's own side, through its API. */
export type Platform = ReturnType<typeof createPlatform>;

/** The profile API at `apiUrl` for whoever the tokens are of: what the demo reads, it reads as an admin. */
export function createPlatform(apiUrl: string, getToken: GetToken) {
  const client = createProfileClient({ apiUrl, getToken });
  const user = (userId: string) => ({ params: { path: { userId } } });
  const edit = (userId: string) => ({ params: { path: { userId }, header: { "If-Match": "*" } } });
  const builder = (userId: string) => orNull(client.GET("/v1/builders/{userId}", user(userId)));
  const clientProfile = (userId: string) => orNull(client.GET("/v1/clients/{userId}", user(userId)));
  const events = async (clerkId: string | null): Promise<EventSummary[]> => {
    const from = new Date(Date.now() - LEDGER_MS).toISOString();
    const query = { limit: 50, from, ...(clerkId && { clerkId }) };
    return (await data(client.GET("/v1/webhook-events", { params: { query } }))).events;
  };

  return {
    /** The latest events in the ledger; those about that Clerk user, or all. */
    events,

    /** Our id of a Clerk user, as the ledger or else a comparison says; null as long as we don't know them. */
    userId: async (clerkId: string): Promise<string | null> => {
      const concerned = (await events(clerkId)).find((it) => it.userId !== null);
      if (concerned) return concerned.userId;
      const found = await orNull(client.GET("/v1/users/{userId}/comparison", user(clerkId)));
      return found?.userId ?? null;
    },

    /** Somebody's account; null when there is none. */
    user: (userId: string) => orNull(client.GET("/v1/users/{userId}", user(userId))),
    /** Somebody's profiles; null is one that they don't have. */
    profiles: async (userId: string): Promise<Omit<PlatformRecord, "user">> => {
      const [itsBuilder, itsClient] = await Promise.all([builder(userId), clientProfile(userId)]);
      return { builder: itsBuilder, client: itsClient };
    },
    /** What the record's last change was; null when there was none. */
    lastChange: async (userId: string): Promise<AuditEntry | null> => {
      const { entries } = await data(client.GET("/v1/users/{userId}/audit", user(userId)));
      return entries.reduce<AuditEntry | null>(
        (last, it) => (last && last.version > it.version ? last : it),
        null,
      );
    },

    setRoles: (userId: string, roles: Role[]) =>
      data(client.PUT("/v1/users/{userId}/roles", { ...user(userId), body: { roles } })),
    setTier: (userId: string, validationTier: 1 | 2 | 3) =>
      data(
        client.PUT("/v1/builders/{userId}/validation-tier", { ...edit(userId), body: { validationTier } }),
      ),
    /** Changes a builder's profile, whatever its version is. */
    editBuilder: (userId: string, body: BuilderPatch) =>
      data(client.PATCH("/v1/builders/{userId}", { ...edit(userId), body })),

    /** Asks for a reconciliation; its id. */
    startRun: async (order: RunOrder): Promise<string> =>
      (await data(client.POST("/v1/reconciliations", { body: order }))).runId,
    /** A run with what it found; null until it has begun. */
    run: (runId: string): Promise<RunReport | null> =>
      orNull(
        client.GET("/v1/reconciliations/{runId}", { params: { path: { runId }, query: { limit: 100 } } }),
      ),
  };
}

/** The answer's body. */
async function data<T>(answer: Promise<{ data: T }>): Promise<T> {
  return (await answer).data;
}

/** The answer's body, or null when there is no such thing. */
async function orNull<T>(answer: Promise<{ data: T }>): Promise<T | null> {
  try {
    return (await answer).data;
  } catch (error) {
    if (error instanceof ProfileApiError && error.status === 404) return null;
    throw error;
  }
}
