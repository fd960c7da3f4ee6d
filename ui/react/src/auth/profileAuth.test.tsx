import { focusManager } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { problem } from "../test/answers.ts";
import { person } from "../test/people.ts";
import { wrapperOf } from "../test/provider.tsx";
import { ProfileServer } from "../test/server.ts";
import { useProfileAuth } from "./profileAuth.ts";
import { useProfileClient } from "./viewer.ts";

const ada = () => person("ada", ["BUILDER"]);
const noor = () => person("noor", ["ADMIN"]);

function renderAuth(props: Parameters<typeof wrapperOf>[0]) {
  return renderHook(() => ({ ...useProfileAuth(), client: useProfileClient() }), {
    wrapper: wrapperOf(props),
  });
}

afterEach(() => {
  focusManager.setFocused(undefined);
  vi.useRealTimers();
});

describe("useProfileAuth", () => {
  it("knows nobody while Clerk loads, and asks nothing", () => {
    const server = new ProfileServer(ada());
    const { result } = renderAuth({ server, userId: undefined });
    expect(result.current).toMatchObject({ isLoading: true, isAuthenticated: false, permissions: [] });
    expect(server.requests).toEqual([]);
  });

  it("knows the public, and asks nothing", () => {
    const server = new ProfileServer(ada());
    const { result } = renderAuth({ server });
    expect(result.current).toMatchObject({ isLoading: false, isAuthenticated: false, error: null });
    expect(result.current.isOwner("ada")).toBe(false);
    expect(server.requests).toEqual([]);
  });

  it("knows a builder: who they are and what they may do with what is theirs", async () => {
    const { result } = renderAuth({ server: new ProfileServer(ada()), as: "ada" });
    expect(result.current).toMatchObject({ isLoading: true, isAuthenticated: false });
    await waitFor(() => expect(result.current.isLoading).toBe(false));
    expect(result.current).toMatchObject({ isAuthenticated: true, isAdmin: false, userId: "ada" });
    expect(result.current.profile?.builder?.headline).toBe("Engines that think");
    expect(result.current.isOwner("ada")).toBe(true);
    expect(result.current.isOwner("noor")).toBe(false);
    expect(result.current.can("editBuilder")).toBe(true);
    expect(result.current.can("setRoles")).toBe(false);
  });

  it("knows an admin, unless they are suspended", async () => {
    const { result } = renderAuth({ server: new ProfileServer(noor()), as: "noor" });
    await waitFor(() => expect(result.current.isAdmin).toBe(true));
    expect(result.current.can("setRoles")).toBe(true);

    const suspended = person("noor", ["ADMIN"], { status: "suspended" });
    const { result: other } = renderAuth({ server: new ProfileServer(suspended), as: "noor" });
    await waitFor(() => expect(other.current.isSuspended).toBe(true));
    expect(other.current).toMatchObject({ isAdmin: false, isAuthenticated: true, permissions: [] });
  });

  it("says why it doesn't know whom the API refuses", async () => {
    const { result } = renderAuth({ server: new ProfileServer(), as: "ada" });
    await waitFor(() => expect(result.current.error).toMatchObject({ code: "bad_token" }));
    expect(result.current).toMatchObject({ isAuthenticated: false, isLoading: false });
  });

  it("asks again after a while, and when the window has the focus again", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const server = new ProfileServer(noor());
    const { result } = renderAuth({ server, as: "noor", refreshSeconds: 30 });
    await waitFor(() => expect(result.current.isAdmin).toBe(true));
    await act(() => vi.advanceTimersByTimeAsync(29_000));
    expect(server.count("GET /v1/me")).toBe(1);
    server.person("noor").user.roles = ["CLIENT"];
    await act(() => vi.advanceTimersByTimeAsync(1500));
    await waitFor(() => expect(result.current.isAdmin).toBe(false));
    act(() => focusManager.setFocused(false));
    act(() => focusManager.setFocused(true));
    await waitFor(() => expect(server.count("GET /v1/me")).toBe(3));
  });

  it("asks again once the viewer was refused something, and takes back what they may no longer do", async () => {
    const server = new ProfileServer(noor(), ada());
    const { result } = renderAuth({ server, as: "noor" });
    await waitFor(() => expect(result.current.can("setRoles")).toBe(true));
    server.person("noor").user.roles = [];
    const asking = result.current.client.GET("/v1/users/{userId}", { params: { path: { userId: "ada" } } });
    await expect(asking).rejects.toMatchObject({ code: "forbidden" });
    await waitFor(() => expect(result.current.can("setRoles")).toBe(false));
    expect(server.count("GET /v1/me")).toBe(2);
  });

  it("takes everything back when the API no longer knows them, and nothing while it is out of reach", async () => {
    const server = new ProfileServer(ada());
    const { result } = renderAuth({ server, as: "ada" });
    await waitFor(() => expect(result.current.isAuthenticated).toBe(true));
    server.next("GET /v1/me", () => problem(500, "internal"));
    await act(() => result.current.refresh());
    await waitFor(() => expect(result.current.error).toMatchObject({ code: "internal" }));
    expect(result.current.isAuthenticated).toBe(true);
    server.next("GET /v1/me", () => problem(403, "account_deleted"));
    await act(() => result.current.refresh());
    await waitFor(() => expect(result.current.error).toMatchObject({ code: "account_deleted" }));
    expect(result.current.isAuthenticated).toBe(false);
    expect(result.current.can("editBuilder")).toBe(false);
  });

  it("is asked only inside of the provider", () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    expect(() => renderHook(useProfileAuth)).toThrow("put <ProfileAuthProvider> around");
    expect(() => renderHook(useProfileClient)).toThrow("put <ProfileAuthProvider> around");
  });
});
