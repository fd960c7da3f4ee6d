import { describe, expect, expectTypeOf, it } from "vitest";
import { problem } from "../test/answers.ts";
import { person } from "../test/people.ts";
import { ProfileServer } from "../test/server.ts";
import { createProfileClient } from "./client.ts";
import { ProfileApiError, ProfileConnectionError, ProfileTokenError } from "./errors.ts";
import type { Builder, Me } from "./types.ts";

const ADA = { params: { path: { userId: "ada" } } };

function clientThatGets(answer: () => Response | Promise<Response>) {
  return createProfileClient({ apiUrl: "https://api.test", fetch: async () => answer() });
}

async function failureOf(answer: () => Response | Promise<Response>): Promise<unknown> {
  return clientThatGets(answer)
    .GET("/v1/builders/{userId}", ADA)
    .then(
      () => undefined,
      (error: unknown) => error,
    );
}

describe("the client", () => {
  it("returns what the contract says, and the answer's headers", async () => {
    const server = new ProfileServer(person("ada", ["BUILDER"]));
    const client = createProfileClient({ apiUrl: server.url, fetch: server.fetch });
    const { data, response } = await client.GET("/v1/builders/{userId}", ADA);
    expectTypeOf(data).toEqualTypeOf<Builder>();
    expect(data.name).toBe("Ada");
    expect(response.headers.get("ETag")).toBe('"b1.u1.p"');
  });

  it("sends the token of whoever asks", async () => {
    const server = new ProfileServer(person("ada", ["BUILDER"]));
    const getToken = async () => "user_ada";
    const client = createProfileClient({ apiUrl: `${server.url}/`, getToken, fetch: server.fetch });
    const { data } = await client.GET("/v1/me");
    expectTypeOf(data).toEqualTypeOf<Me>();
    expect(data.user.id).toBe("ada");
  });

  it("sends what was refused for its token once more, with a new one and its body", async () => {
    const server = new ProfileServer(person("ada", ["BUILDER"]));
    const asked: unknown[] = [];
    const getToken = async (options?: { skipCache?: boolean }) => {
      asked.push(options?.skipCache);
      return options?.skipCache ? "user_ada" : "expired";
    };
    const client = createProfileClient({ apiUrl: server.url, getToken, fetch: server.fetch });
    const params = { ...ADA.params, header: { "If-Match": '"b1"' } };
    await expect(
      client.PATCH("/v1/builders/{userId}", { params, body: { headline: "New" } }),
    ).resolves.toMatchObject({
      data: { headline: "New" },
    });
    expect(asked).toEqual([undefined, true]);
  });

  it("lets a refusal stand when no new token can be had", async () => {
    const server = new ProfileServer(person("ada", []));
    const getToken = async (options?: { skipCache?: boolean }) => {
      if (options?.skipCache) throw new Error("Clerk is away");
      return "expired";
    };
    const client = createProfileClient({ apiUrl: server.url, getToken, fetch: server.fetch });
    await expect(client.GET("/v1/me")).rejects.toMatchObject({ code: "bad_token" });
  });

  it("lets a refusal stand when there is no other token, or that one is refused too", async () => {
    const server = new ProfileServer(person("ada", []));
    const tokens = { same: "expired", none: null, other: "another" };
    for (const fresh of Object.values(tokens)) {
      const getToken = async (options?: { skipCache?: boolean }) => (options?.skipCache ? fresh : "expired");
      const client = createProfileClient({ apiUrl: server.url, getToken, fetch: server.fetch });
      await expect(client.GET("/v1/me")).rejects.toMatchObject({ code: "bad_token" });
    }
    expect(server.requests.map(({ token }) => token)).toEqual(["expired", "expired", "expired", "another"]);
  });

  it("writes parameters of a query as the API reads them", async () => {
    const urls: string[] = [];
    const fetch = async ({ url }: Request) => {
      urls.push(url);
      return Response.json({ events: [], nextCursor: null, unreadable: 0 });
    };
    const client = createProfileClient({ apiUrl: "/", fetch });
    await client.GET("/v1/webhook-events", { params: { query: { status: "failed", limit: 5 } } });
    expect(urls).toEqual([`${location.origin}/v1/webhook-events?status=failed&limit=5`]);
  });

  it("makes of an answer without a body one without data", async () => {
    const client = clientThatGets(() => new Response(null, { status: 204 }));
    await expect(client.DELETE("/v1/builders/{userId}", ADA)).resolves.toMatchObject({ data: undefined });
  });

  it("rejects with what is wrong, for programs and for people", async () => {
    const errors = [{ pointer: "/headline", detail: "1 to 120 characters", code: "too_long" as const }];
    const error = await failureOf(() => problem(422, "invalid_fields", { errors }, { "Retry-After": "3" }));
    expect(error).toBeInstanceOf(ProfileApiError);
    expect(error).toMatchObject({
      name: "ProfileApiError",
      message: "detail of invalid_fields",
      status: 422,
      code: "invalid_fields",
      fields: errors,
      retryAfterSeconds: 3,
      requestId: "req-1",
      problem: { title: "invalid fields" },
    });
  });

  it("knows the gateway's own answers, which are no problems", async () => {
    const throttled = await failureOf(() => Response.json({ message: "Too Many Requests" }, { status: 429 }));
    expect(throttled).toMatchObject({ status: 429, code: "throttled", problem: undefined, fields: [] });
    const headers = { "x-request-id": "gw-1", "Retry-After": "Thu, 26 Nov 2026 14:00:00 GMT" };
    const broken = await failureOf(() => new Response("<html>", { status: 502, headers }));
    expect(broken).toMatchObject({ code: "unexpected", requestId: "gw-1", retryAfterSeconds: undefined });
  });

  it("tells when there is no answer, or none of the API's", async () => {
    const cut = () =>
      new ReadableStream({ start: (controller) => controller.error(new TypeError("cut off")) });
    const unanswered = [
      () => Promise.reject(new TypeError("Failed to fetch")),
      () => new Response(cut()),
      () => new Response("<html>Sign in to the hotel's network</html>"),
    ];
    for (const answer of unanswered) {
      expect(await failureOf(answer)).toBeInstanceOf(ProfileConnectionError);
    }
  });

  it("leaves it alone when whoever asked gives up", async () => {
    const asking = new AbortController();
    const client = clientThatGets(async () => {
      asking.abort("enough");
      throw "enough";
    });
    await expect(client.GET("/v1/health", { signal: asking.signal })).rejects.toBe("enough");
  });

  it("refuses what the contract doesn't know", () => {
    const client = createProfileClient({ apiUrl: "/" });
    // @ts-expect-error: there is no such path
    expectTypeOf(() => client.GET("/v1/nothing")).toBeFunction();
    // @ts-expect-error: a path's parameters are needed
    expectTypeOf(() => client.GET("/v1/builders/{userId}")).toBeFunction();
  });

  it("sends nothing when there is no token to be had, and says so", async () => {
    const server = new ProfileServer(person("ada", ["BUILDER"]));
    const cause = new Error("Clerk is down");
    const getToken = () => Promise.reject(cause);
    const client = createProfileClient({ apiUrl: server.url, getToken, fetch: server.fetch });
    const failure = await client.GET("/v1/me").catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProfileTokenError);
    expect(failure).toMatchObject({ message: "Clerk is down", cause });
    expect(server.requests).toEqual([]);
  });
});
