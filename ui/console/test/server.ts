import type { Problem } from "@buildappswith/profile-sync-react";
import { problem } from "./apiError.ts";
import { comparison, event, me, person, run, syncStatus, trail, user } from "./samples.ts";

/** A request as the routes see it. */
export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  token: string | null;
}

/** Answers a request: with a body for 200, or with a whole response. */
type Answer = (asked: Asked) => unknown;

/** What is answered where, and what was asked. Tests replace single routes. */
export interface Server {
  routes: Record<string, Answer>;
  asked: Asked[];
}

/** A response with a problem, as the API gives it. */
export function refusal(status: number, code: string, more: Partial<Problem> = {}): Response {
  return Response.json(
    { ...problem(status, code), ...more },
    {
      status,
      headers: { "content-type": "application/problem+json" },
    },
  );
}

/** The profile API and Clerk's simulator in this process. Everything is well, unless a test says otherwise. */
export function startServer(routes: Record<string, Answer> = {}): Server {
  let tokens = 0;
  const server: Server = {
    asked: [],
    routes: {
      "GET /clerk/v1/users": () => [person({ id: "user_2Priya", public_metadata: {} }), person()],
      "POST /clerk/_simulator/tokens": () => ({ token: `token ${++tokens}` }),
      "GET /v1/me": () => me(),
      "GET /v1/webhook-events": () => ({ events: [event()], nextCursor: null, unreadable: 0 }),
      "GET /v1/webhook-events/*": () => event(),
      "GET /v1/reconciliations": () => ({ runs: [run()], nextCursor: null, unreadable: 0 }),
      "GET /v1/users/*": () => user(),
      "GET /v1/users/*/comparison": () => comparison(),
      "GET /v1/users/*/audit": () => trail(),
      "GET /v1/sync-status": () => syncStatus(),
      ...routes,
    },
  };
  vi.stubGlobal("fetch", (input: Request | string, init?: RequestInit) => answer(server, input, init));
  return server;
}

async function answer(server: Server, input: Request | string, init?: RequestInit): Promise<Response> {
  const request = input instanceof Request ? input : new Request(new URL(input, location.href), init);
  // What is given up before it is sent, as React's strict mode makes of every first question, no server hears of.
  request.signal.throwIfAborted();
  const { pathname, searchParams } = new URL(request.url);
  const { method } = request;
  const token = request.headers.get("authorization");
  const body: unknown = await request.json().catch(() => null);
  const asked = { method, path: pathname, query: searchParams, body, token };
  server.asked.push(asked);
  const route = server.routes[routeOf(server, `${method} ${pathname}`) ?? ""];
  if (!route) return refusal(404, "not_found");
  const answered = await route(asked);
  return answered instanceof Response ? answered : Response.json(answered);
}

/** The route of a request: its own path, or one with `*` for a segment. */
function routeOf(server: Server, asked: string): string | undefined {
  const parts = asked.split("/");
  return Object.keys(server.routes).find((route) => {
    const wanted = route.split("/");
    return wanted.length === parts.length && wanted.every((part, i) => part === "*" || part === parts[i]);
  });
}
