import type {
  Builder,
  Client,
  EventSummary,
  FieldError,
  RunReport,
  User,
} from "@buildappswith/profile-sync-react";
import type { Attempt, DeliveryMode, FaultRule, Person } from "@profile-sync/simulator";
import { vi } from "vitest";
import { aBuilder, aClient, anAttempt, anEvent, aPerson, aUser, LIAM, NORMAL } from "./made.ts";

/** One request that came. */
export interface Asked {
  method: string;
  /** With its query. */
  path: string;
  body: unknown;
  /** Whose token it had; null without one. */
  as: string | null;
}

/** Both sides in memory: as much of the simulator and of the API as the demo asks for. */
export class TestServer {
  person: Person | null = aPerson();
  user: User | null = aUser();
  builder: Builder | null = aBuilder();
  client: Client | null = aClient();
  mode: DeliveryMode = NORMAL;
  held: Person[] = [];
  attempts: Attempt[] = [];
  events: EventSummary[] = [];
  faults: FaultRule[] = [];
  run: RunReport | null = null;
  asked: Asked[] = [];
  /** Answers that take the place of the usual ones, by method and the path's beginning. */
  overrides = new Map<string, (asked: Asked) => Response>();

  /** Answers the page's requests from now on. */
  install(): this {
    vi.stubGlobal("fetch", (input: RequestInfo | URL, init?: RequestInit) => this.answer(input, init));
    return this;
  }

  /** What came with that method and a path that begins so. */
  got(method: string, path: string): Asked[] {
    return this.asked.filter((it) => it.method === method && it.path.startsWith(path));
  }

  private async answer(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request =
      input instanceof Request ? input : new Request(new URL(String(input), location.href), init);
    const { pathname, search } = new URL(request.url);
    const text = await request.text();
    const as = request.headers.get("authorization")?.replace("Bearer token of ", "") ?? null;
    const asked = {
      method: request.method,
      path: pathname + search,
      body: text ? JSON.parse(text) : null,
      as,
    };
    this.asked.push(asked);
    const name = [...this.overrides.keys()].find((it) => `${asked.method} ${asked.path}`.startsWith(it));
    const override = name === undefined ? undefined : this.overrides.get(name);
    if (override) return override(asked);
    const answer = pathname.startsWith("/clerk/") ? this.clerk(asked) : this.platform(asked);
    return answer === null ? missing() : Response.json(answer);
  }

  private clerk({ method, path, body }: Asked): unknown {
    const given = Object(body);
    const [, , area, what, ...rest] = path.split(/[/?]/);
    if (what === "tokens") return { token: `token of ${given.userId}` };
    if (what === "deliveries" && rest[0] === "replay") return { replayed: 0 };
    if (what === "deliveries")
      return method === "PUT" ? this.setMode({ ...NORMAL, ...given }) : this.deliveries();
    if (what === "events") return { messageId: "msg_made_up" };
    if (what === "faults") {
      if (method === "PUT") this.faults = given;
      return this.faults;
    }
    if (path.startsWith("/clerk/v1/users?")) return this.person ? [this.person] : [];
    if (!this.person) return method === "POST" ? aPerson({ id: "user_new" }) : null;
    if (method === "DELETE") return { deleted: true };
    if (method !== "GET") this.change(rest[1], given, area === "v1");
    return this.person;
  }

  private change(what: string | undefined, given: Record<string, unknown>, isTold: boolean): void {
    if (!this.person) return;
    const changes: Record<string, Partial<Person>> = { ban: { banned: true }, unban: { banned: false } };
    this.person = { ...this.person, ...(changes[what ?? ""] ?? given) };
    if (isTold) this.tell(this.person);
  }

  private tell(person: Person): void {
    if (this.mode.state === "hold") this.held.push(person);
    else this.deliver(person);
  }

  /** Sends what Clerk says of a person now; the platform applies it if it is the latest. */
  private deliver(person: Person): void {
    const id = `msg_${this.attempts.length + 1}`;
    const isLost = this.mode.state === "drop";
    for (let copy = 0; copy < this.mode.copies; copy += 1) {
      const outcome = isLost ? ({ outcome: "dropped", status: null } as const) : {};
      this.attempts.push(anAttempt({ messageId: id, at: Date.now(), ...outcome }));
    }
    if (isLost || !this.user) return;
    const isLatest = person === this.person;
    const processedAt = new Date().toISOString();
    const became = isLatest ? {} : ({ status: "superseded", outcome: "superseded" } as const);
    this.events.push(anEvent({ svixId: id, receivedAt: processedAt, processedAt, ...became }));
    if (!isLatest) return;
    const status = person.banned ? "suspended" : "active";
    const name = [person.first_name, person.last_name].filter(Boolean).join(" ");
    this.user = { ...this.user, name, status, version: this.user.version + 1 };
  }

  private setMode(mode: DeliveryMode): DeliveryMode {
    this.mode = mode;
    if (mode.state !== "hold") {
      const held = this.held.splice(0);
      for (const person of mode.release === "reversed" ? held.reverse() : held) this.deliver(person);
    }
    return mode;
  }

  private deliveries() {
    const counts = { taken: 0, failed: 0, givenUp: 0, dropped: 0, refused: 0 };
    return { mode: this.mode, pending: 0, held: this.held.length, ...counts, attempts: this.attempts };
  }

  private platform({ method, path, body }: Asked): unknown {
    if (path.startsWith("/v1/webhook-events"))
      return { events: this.events, nextCursor: null, unreadable: 0 };
    if (path.startsWith("/v1/me")) return this.me();
    if (path.endsWith("/comparison")) return this.user && { userId: this.user.id };
    if (path.startsWith("/v1/builders?"))
      return { builders: this.builder ? [this.builder] : [], nextCursor: null };
    if (path === "/v1/reconciliations") return { runId: "run_1", allowDeletes: false, ...Object(body) };
    if (path.startsWith("/v1/reconciliations/")) return this.run;
    if (path.startsWith(`/v1/users/${LIAM}`)) return this.user;
    if (path.startsWith(`/v1/clients/${LIAM}`)) return this.client;
    if (!path.startsWith(`/v1/builders/${LIAM}`) || !this.builder) return null;
    if (method !== "GET") this.builder = { ...this.builder, ...Object(body) };
    return this.builder;
  }

  private me(): unknown {
    const permissions = ["viewBuilder", "editBuilder", "viewAccount"];
    return this.user && { user: this.user, builder: this.builder, client: this.client, permissions };
  }
}

/** The API's answer when there is no such thing. */
export function missing(): Response {
  return problem(404, "not_found", "there is nothing here");
}

/** A problem as the API answers it. */
export function problem(status: number, code: string, detail: string, errors?: FieldError[]): Response {
  const type = `urn:profile-sync:problem:${code}`;
  const body = { type, title: code, status, detail, requestId: "r", errors };
  return Response.json(body, { status, headers: { "content-type": "application/problem+json" } });
}
