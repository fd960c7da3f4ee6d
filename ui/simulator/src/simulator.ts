import type { Deliveries, DeliveryMode, Replay } from "./deliveries.ts";
import type { FaultRule } from "./faults.ts";
import type { Person, PersonChange } from "./person.ts";
import { SimulatorError, transport } from "./transport.ts";

/** Where the simulator is. */
export interface SimulatorOptions {
  /** Its address, or the path under which a proxy serves it, such as `/clerk`; the proxy adds the secret key to `/v1`. */
  url: string;
  fetch?: typeof fetch;
}

/** What a session token is to say. */
export interface TokenOptions {
  /** How long it is good for; 60 by default, as Clerk's. */
  lifetimeSeconds?: number;
  /** Claims to add or replace; null leaves one out. `{ fva: [60, -1] }` makes somebody who signed in an hour ago. */
  claims?: Record<string, unknown>;
}

/** Somebody new. */
export interface NewPerson {
  first_name?: string;
  last_name?: string;
  email_address: string[];
  public_metadata?: Record<string, unknown>;
}

/** The Clerk simulator, as pages and tests use it. */
export type Simulator = ReturnType<typeof createSimulator>;

/** A client of the simulator at `url`. Every method rejects with {@link SimulatorError}. */
export function createSimulator({ url, fetch: given }: SimulatorOptions) {
  const send = transport(url, given ?? ((...request) => fetch(...request)));
  const user = (id: string) => `/v1/users/${encodeURIComponent(id)}`;
  const admin = (id: string) => `/_simulator/users/${encodeURIComponent(id)}`;

  return {
    /** A session token of that Clerk user. Keep it in memory only. */
    token: async (userId: string, options: TokenOptions = {}) =>
      (await send<{ token: string }>("POST", "/_simulator/tokens", { userId, ...options })).token,

    /** Everybody whom Clerk knows, newest first; 500 at most. */
    people: () => send<Person[]>("GET", "/v1/users?limit=500&order_by=-created_at"),
    /** One of them, whatever is wrong with Clerk's API; null when Clerk doesn't know them. */
    person: (id: string) => send<Person>("GET", admin(id)).catch(nullIfMissing),

    create: (person: NewPerson) => send<Person>("POST", "/v1/users", person),
    rename: (id: string, first_name: string, last_name: string | null) =>
      send<Person>("PATCH", user(id), { first_name, last_name }),
    /** One verified primary address in the place of all. */
    setEmail: (id: string, email_address: string) =>
      send("PUT", `${user(id)}/email_address`, { email_address }),
    /** A new picture, as if they uploaded one. */
    uploadImage: (id: string) => send<Person>("POST", `${admin(id)}/image`),
    removeImage: (id: string) => send("DELETE", `${user(id)}/profile_image`),
    /** Replaces the public metadata. */
    setMetadata: (id: string, public_metadata: Record<string, unknown>) =>
      send<Person>("PUT", `${user(id)}/metadata`, { public_metadata }),
    ban: (id: string) => send<Person>("POST", `${user(id)}/ban`),
    unban: (id: string) => send<Person>("POST", `${user(id)}/unban`),
    lock: (id: string) => send<Person>("POST", `${user(id)}/lock`),
    unlock: (id: string) => send<Person>("POST", `${user(id)}/unlock`),
    delete: (id: string) => send("DELETE", user(id)),
    /** Adds somebody without an event; their id. */
    createSilently: (id: string, person: PersonChange) => send<Person>("PUT", admin(id), person),
    /** Changes somebody without an event, as if its webhook went missing. */
    changeSilently: (id: string, change: PersonChange) => send<Person>("PATCH", admin(id), change),
    deleteSilently: (id: string) => send("DELETE", admin(id)),

    deliveries: () => send<Deliveries>("GET", "/_simulator/deliveries"),
    /** Says how deliveries go from now on; what isn't named is the default again. */
    setDeliveries: (mode: Partial<DeliveryMode>) => send<DeliveryMode>("PUT", "/_simulator/deliveries", mode),
    /** Sends earlier messages again, under their old ids; how many. */
    replay: async (which: Replay = {}) =>
      (await send<{ replayed: number }>("POST", "/_simulator/deliveries/replay", which)).replayed,
    /** Posts an event that somebody makes up; its `svix-id`. */
    emit: async (type: string, data: Record<string, unknown>) =>
      (await send<{ messageId: string }>("POST", "/_simulator/events", { type, data })).messageId,

    faults: () => send<FaultRule[]>("GET", "/_simulator/faults"),
    /** Rules in the place of those before. */
    setFaults: (rules: FaultRule[]) => send<FaultRule[]>("PUT", "/_simulator/faults", rules),
  };
}

function nullIfMissing(error: unknown): null {
  if (error instanceof SimulatorError && error.status === 404) return null;
  throw error;
}
