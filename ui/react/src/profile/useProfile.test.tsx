import { focusManager, QueryClient } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import { ProfileConnectionError } from "../api/errors.ts";
import type { Builder, Client } from "../api/types.ts";
import { problem } from "../test/answers.ts";
import { person } from "../test/people.ts";
import type { TestProviderProps } from "../test/provider.tsx";
import { wrapperOf } from "../test/provider.tsx";
import { ProfileServer } from "../test/server.ts";
import type { ProfileReference } from "./kind.ts";
import type { ProfileState } from "./useProfile.ts";
import { useProfile } from "./useProfile.ts";

const people = () =>
  new ProfileServer(person("ada", ["BUILDER"]), person("priya", ["CLIENT"]), person("noor", ["ADMIN"]));
const unavailable = () => problem(503, "unavailable", {}, { "Retry-After": "0" });

function renderProfile<R extends ProfileReference>(reference: R, props: TestProviderProps) {
  return renderHook(() => useProfile(reference), { wrapper: wrapperOf(props) });
}

afterEach(() => {
  focusManager.setFocused(undefined);
  vi.useRealTimers();
});

describe("useProfile", () => {
  it("shows the public what the public may see", async () => {
    const server = people();
    const { result } = renderProfile({ builder: "ada" }, { server });
    expect(result.current).toMatchObject({ status: "loading", isRefreshing: false });
    await waitFor(() => expect(result.current.status).toBe("ready"));
    expect(result.current.profile?.headline).toBe("Engines that think");
    expect(result.current.profile).not.toHaveProperty("hourlyRate");
    expect(result.current.etag).toBe('"b1.u1.p"');
    expect(server.requests).toEqual([{ line: "GET /v1/builders/ada", token: null, ifMatch: null }]);
  });

  it("shows the owner what is theirs, by the profile's address as well", async () => {
    const { result } = renderProfile({ builderSlug: "ada" }, { server: people(), as: "ada" });
    await waitFor(() => expect(result.current.profile?.hourlyRate).toBe("85.00"));
    expect(result.current.profile?.permissions.canEdit).toBe(true);
  });

  it("waits until it is known who is looking", async () => {
    const server = people();
    const { result } = renderProfile({ builder: "ada" }, { server, userId: undefined });
    expect(result.current.status).toBe("loading");
    expect(server.requests).toEqual([]);
  });

  it("doesn't ask for a client's profile in the public's name", () => {
    const server = people();
    const { result } = renderProfile({ client: "priya" }, { server });
    expect(result.current).toMatchObject({ status: "signed-out", profile: undefined, error: undefined });
    expect(server.requests).toEqual([]);
  });

  it("says why there is nothing to see", async () => {
    const { result: nobody } = renderProfile({ builder: "nobody" }, { server: people() });
    await waitFor(() => expect(nobody.current.status).toBe("not-found"));
    expect(nobody.current.error).toMatchObject({ code: "not_found" });
    const { result: anothers } = renderProfile({ client: "priya" }, { server: people(), as: "ada" });
    await waitFor(() => expect(anothers.current.status).toBe("forbidden"));
    const { result: unknown } = renderProfile({ client: "priya" }, { server: people(), as: "stranger" });
    await waitFor(() => expect(unknown.current.status).toBe("signed-out"));
  });

  it("tries twice more while the API asks for patience, and then says so; a retry reads it", async () => {
    const server = people();
    for (const _ of [1, 2, 3]) server.next("GET /v1/builders", unavailable);
    const { result } = renderProfile({ builder: "ada" }, { server });
    await waitFor(() => expect(result.current.status).toBe("error"));
    expect(result.current.error).toMatchObject({ code: "unavailable", retryAfterSeconds: 0 });
    expect(server.requests).toHaveLength(3);
    act(() => result.current.retry());
    await waitFor(() => expect(result.current.status).toBe("ready"));
    expect(result.current.error).toBeUndefined();
  });

  it("gets over a lost connection by itself", async () => {
    const server = people();
    server.next("GET /v1/builders", () => Promise.reject(new TypeError("Failed to fetch")));
    const { result } = renderProfile({ builder: "ada" }, { server });
    await waitFor(() => expect(result.current.status).toBe("ready"), { timeout: 3000 });
    expect(server.requests).toHaveLength(2);
  });

  it("tries nothing again that would be answered in the same way", async () => {
    const server = people();
    server.next("GET /v1/builders", () => problem(500, "internal"));
    const { result } = renderProfile({ builder: "ada" }, { server });
    await waitFor(() => expect(result.current.status).toBe("error"));
    expect(server.requests).toHaveLength(1);
  });

  it("keeps what there is to see when it can't be read again, and says so", async () => {
    const server = people();
    const { result } = renderProfile({ builder: "ada" }, { server });
    await waitFor(() => expect(result.current.status).toBe("ready"));
    server.next("GET /v1/builders", () => problem(500, "internal"));
    act(() => result.current.retry());
    await waitFor(() => expect(result.current.error).toMatchObject({ code: "internal" }));
    expect(result.current).toMatchObject({ status: "ready", profile: { name: "Ada" } });
  });

  it("shows it no longer once it may not be seen", async () => {
    const server = people();
    const { result } = renderProfile({ builder: "ada" }, { server });
    await waitFor(() => expect(result.current.status).toBe("ready"));
    const builder = server.person("ada").builder;
    if (builder) builder.active = false;
    const letGo = server.hold("GET /v1/builders/ada");
    act(() => focusManager.setFocused(false));
    act(() => focusManager.setFocused(true));
    await waitFor(() => expect(result.current.isRefreshing).toBe(true));
    expect(result.current.status).toBe("ready");
    letGo();
    await waitFor(() => expect(result.current).toMatchObject({ status: "not-found", profile: undefined }));
  });

  it("looks again from time to time while Clerk has still to be told", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const server = people();
    const { builder } = server.person("ada");
    if (builder) builder.pendingPush = { fields: ["hourlyRate"], since: "2026-01-05T09:00:00.000Z" };
    const { result } = renderProfile({ builder: "ada" }, { server, as: "ada" });
    await waitFor(() => expect(result.current.profile?.pendingPush).toBeTruthy());
    if (builder) builder.pendingPush = null;
    await act(() => vi.advanceTimersByTimeAsync(5500));
    await waitFor(() => expect(result.current.profile?.pendingPush).toBeNull());
    const asked = server.requests.length;
    await act(() => vi.advanceTimersByTimeAsync(20_000));
    expect(server.requests).toHaveLength(asked);
  });

  it("is of the kind that was asked for", () => {
    expectTypeOf<ProfileState<{ builder: string }>["profile"]>().toEqualTypeOf<Builder | undefined>();
    expectTypeOf<ProfileState<{ builderSlug: string }>["profile"]>().toEqualTypeOf<Builder | undefined>();
    expectTypeOf<ProfileState<{ client: string }>["profile"]>().toEqualTypeOf<Client | undefined>();
  });

  it("is never thrown to a host's error boundary, whatever the host's defaults are", async () => {
    const server = people();
    server.next("GET /v1/builders", () => problem(500, "internal"));
    const queryClient = new QueryClient({ defaultOptions: { queries: { throwOnError: true, retry: 5 } } });
    const { result } = renderProfile({ builder: "ada" }, { server, queryClient });
    await waitFor(() => expect(result.current.status).toBe("error"));
    expect(result.current.error).not.toBeInstanceOf(ProfileConnectionError);
  });
});
