import { act, renderHook, waitFor } from "@testing-library/react";
import { describe, expect, expectTypeOf, it, vi } from "vitest";
import { useProfileAuth } from "../auth/profileAuth.ts";
import type { Reverify } from "../auth/viewer.ts";
import { problem } from "../test/answers.ts";
import { person } from "../test/people.ts";
import type { TestProviderProps } from "../test/provider.tsx";
import { wrapperOf } from "../test/provider.tsx";
import { ProfileServer } from "../test/server.ts";
import { useDeactivateBuilder } from "./useDeactivateBuilder.ts";
import { useProfile } from "./useProfile.ts";
import { useSetRoles } from "./useSetRoles.ts";
import { useSetValidationTier } from "./useSetValidationTier.ts";
import { useUpdateProfile } from "./useUpdateProfile.ts";
import { useUser } from "./useUser.ts";

const TIER = "PUT /v1/builders/ada/validation-tier";
const ROLES = "PUT /v1/users/ada/roles";
const people = () => new ProfileServer(person("ada", ["BUILDER"]), person("noor", ["ADMIN"]));

/** A page on which Noor, an admin, sees Ada's account and profile. */
async function noorsPage(server: ProfileServer, props: Partial<TestProviderProps> = {}) {
  const hooks = () => ({
    auth: useProfileAuth(),
    profile: useProfile({ builder: "ada" }),
    user: useUser("ada"),
    editing: useUpdateProfile({ builder: "ada" }),
    tier: useSetValidationTier("ada"),
    deactivation: useDeactivateBuilder("ada"),
    roles: useSetRoles("ada"),
  });
  const { result } = renderHook(hooks, { wrapper: wrapperOf({ server, as: "noor", ...props }) });
  await waitFor(() => expect(result.current.profile.status).toBe("ready"));
  await waitFor(() => expect(result.current.user.status).toBe("ready"));
  await waitFor(() => expect(result.current.auth.isAdmin).toBe(true));
  return result;
}

/** What Clerk's `useReverification` does, as far as the action can tell: its hint, the proof, once more. */
function clerks(prove: () => Promise<void>): Reverify {
  return async (action) => {
    const answer = await action();
    const isHint = typeof answer === "object" && answer !== null && "clerk_error" in answer;
    if (!isHint) return answer;
    expect(answer.clerk_error).toMatchObject({ type: "forbidden", reason: "reverification-error" });
    await prove();
    return action();
  };
}

describe("useUser", () => {
  it("shows the account to admins, and to others why not", async () => {
    const result = await noorsPage(people());
    expect(result.current.user).toMatchObject({ status: "ready", user: { email: "ada@example.com" } });
    const { result: stranger } = renderHook(() => useUser("ada"), {
      wrapper: wrapperOf({ server: people() }),
    });
    expect(stranger.current).toMatchObject({ status: "signed-out", user: undefined });
    const { result: unknown } = renderHook(() => useUser("nobody"), {
      wrapper: wrapperOf({ server: people(), as: "noor" }),
    });
    expect(unknown.current.status).toBe("loading");
    await waitFor(() => expect(unknown.current.status).toBe("not-found"));
  });

  it("looks again until Clerk has been told", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const server = people();
    const result = await noorsPage(server);
    const pendingPush = { fields: ["roles" as const], since: "2026-01-01T00:00:00.000Z" };
    const { user } = server.person("ada");
    server.person("ada").user = { ...user, pendingPush };
    await act(() => result.current.auth.refresh());
    expect(result.current.user.user?.pendingPush).toEqual(pendingPush);

    server.person("ada").user = user;
    await act(() => vi.advanceTimersByTimeAsync(6000));
    expect(result.current.user.user?.pendingPush).toBeNull();
    vi.useRealTimers();
  });
});

describe("useSetValidationTier", () => {
  it("sets it of the version that the admin sees, and shows it", async () => {
    const server = people();
    const result = await noorsPage(server);
    await act(() => result.current.tier.setValidationTier(3));
    expect(server.requests.find((it) => it.line === TIER)?.ifMatch).toBe('"b1.u1.a"');
    expect(result.current.profile.profile?.validationTier).toBe(3);
    expect(result.current.tier).toMatchObject({ isSaving: false, error: null });
  });

  it("is refused when the profile is no longer what the admin sees, which is read again", async () => {
    const server = people();
    const result = await noorsPage(server);
    server.edit("ada", { bio: "Bought references." });
    await act(() =>
      expect(result.current.tier.setValidationTier(3)).rejects.toMatchObject({ code: "stale" }),
    );
    await waitFor(() => expect(result.current.profile.profile?.bio).toBe("Bought references."));
    expect(result.current.tier.error).toMatchObject({ code: "stale" });
    await act(() => result.current.tier.setValidationTier(2));
    expect(server.person("ada").builder?.validationTier).toBe(2);
  });

  it("doesn't collide with the same admin's edit of what they saw before", async () => {
    const result = await noorsPage(people());
    const { profile, etag } = result.current.profile;
    if (!profile) throw new Error("the profile is ready");
    await act(() => result.current.tier.setValidationTier(2));
    const saving = result.current.editing.update({ bio: "Short." }, { profile, etag });
    await act(async () => expect(await saving).toBe("saved"));
  });
});

describe("useDeactivateBuilder", () => {
  it("hides the profile that the admin sees", async () => {
    const server = people();
    const result = await noorsPage(server);
    await act(() => result.current.deactivation.deactivate());
    await waitFor(() => expect(result.current.profile.profile?.active).toBe(false));
    expect(server.requests.find((it) => it.line.startsWith("DELETE"))?.ifMatch).toBe('"b1.u1.a"');
  });

  it("says why it could not", async () => {
    const server = people();
    const result = await noorsPage(server);
    server.next("DELETE", () => problem(409, "deleted"));
    await act(() =>
      expect(result.current.deactivation.deactivate()).rejects.toMatchObject({ code: "deleted" }),
    );
    await waitFor(() => expect(result.current.deactivation.error).toMatchObject({ code: "deleted" }));
  });
});

describe("useSetRoles", () => {
  it("sets them, and reads again all that depends on them", async () => {
    const server = people();
    const result = await noorsPage(server);
    const reads = server.count("GET /v1/builders/ada");
    await act(() => result.current.roles.setRoles(["CLIENT"]));
    expect(result.current.user).toMatchObject({ user: { roles: ["CLIENT"] } });
    await waitFor(() => expect(server.count("GET /v1/builders/ada")).toBe(reads + 1));
  });

  it("lets the viewer prove who they are when the API wants it, and tries again with a new token", async () => {
    const server = people();
    server.asksForProof = true;
    let proofs = 0;
    const reverify = clerks(async () => {
      proofs += 1;
    });
    const result = await noorsPage(server, { reverify });
    await act(() => result.current.roles.setRoles(["CLIENT"]));
    expect(proofs).toBe(1);
    const tokens = server.requests.filter((it) => it.line === ROLES).map((it) => it.token);
    expect(tokens).toEqual(["user_noor", "user_noor fresh"]);
    expect(server.person("ada").user.roles).toEqual(["CLIENT"]);
  });

  it("says that a proof is needed when there is no way to give one, when it isn't given, and when it isn't enough", async () => {
    const refuse = () => Promise.reject(new Error("cancelled"));
    const without = { getToken: async () => "user_noor" };
    for (const props of [
      {},
      { reverify: clerks(refuse) },
      { reverify: clerks(async () => {}), ...without },
    ]) {
      const server = people();
      server.asksForProof = true;
      const result = await noorsPage(server, props);
      const setting = () => result.current.roles.setRoles(["CLIENT"]);
      await act(() => expect(setting()).rejects.toMatchObject({ code: "reverification_required" }));
      expect(server.person("ada").user.roles).toEqual(["BUILDER"]);
    }
  });

  it("says what else is wrong, before the proof and after it", async () => {
    const server = people();
    server.asksForProof = true;
    const prove = async () => server.next(ROLES, () => problem(409, "deleted"));
    const result = await noorsPage(server, { reverify: clerks(prove) });
    const setting = () => result.current.roles.setRoles(["CLIENT"]);
    await act(() => expect(setting()).rejects.toMatchObject({ code: "deleted" }));
    server.next(ROLES, () => problem(503, "busy"));
    await act(() => expect(setting()).rejects.toMatchObject({ code: "busy" }));
  });

  it("says so when a host's reverify doesn't do what it is there for", async () => {
    const result = await noorsPage(people(), { reverify: async () => undefined });
    await act(() =>
      expect(result.current.roles.setRoles([])).rejects.toThrow("reverify has to call the action"),
    );
  });

  it("takes a host's function whatever it says of its result", () => {
    expectTypeOf<<T>(action: () => Promise<T>) => Promise<T>>().toExtend<Reverify>();
    expectTypeOf<(action: () => Promise<unknown>) => Promise<unknown>>().toExtend<Reverify>();
  });
});
