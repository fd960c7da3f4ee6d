import { act, renderHook, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ProfileAuthProvider } from "../auth/ProfileAuthProvider.tsx";
import { problem } from "../test/answers.ts";
import { person } from "../test/people.ts";
import { wrapperOf } from "../test/provider.tsx";
import { ProfileServer } from "../test/server.ts";
import { useProfile } from "./useProfile.ts";
import { useUpdateProfile } from "./useUpdateProfile.ts";

const EDIT = "PATCH /v1/builders/ada";
const people = () => new ProfileServer(person("ada", ["BUILDER"]), person("noor", ["ADMIN"]));
const useBoth = () => ({ ...useUpdateProfile({ builder: "ada" }), shown: useProfile({ builder: "ada" }) });

/** Ada edits a profile that somebody else has just edited. */
async function conflictOf(server: ProfileServer, mine: object, theirs: object) {
  const rendered = renderHook(useBoth, { wrapper: wrapperOf({ server, as: "ada" }) });
  await waitFor(() => expect(rendered.result.current.shown.status).toBe("ready"));
  server.edit("ada", theirs);
  await act(async () => expect(await rendered.result.current.update(mine)).toBe("conflict"));
  await waitFor(() => expect(rendered.result.current.conflict).not.toBeNull());
  return rendered;
}

describe("a conflict", () => {
  it("shows both versions and what both changed; the page shows theirs", async () => {
    const { result } = await conflictOf(people(), { headline: "Mine", bio: "Mine" }, { headline: "Theirs" });
    const { conflict, shown, error, isSaving } = result.current;
    expect(conflict).toMatchObject({
      mine: { headline: "Mine", bio: "Mine" },
      base: { headline: "Engines that think", version: 1 },
      theirs: { headline: "Theirs", version: 2 },
      fields: [{ field: "headline", base: "Engines that think", mine: "Mine", theirs: "Theirs" }],
    });
    expect(shown).toMatchObject({ etag: '"b2.u1.o"', profile: { headline: "Theirs" } });
    expect({ error, isSaving }).toEqual({ error: null, isSaving: false });
  });

  it("is settled by keeping mine, over theirs", async () => {
    const server = people();
    const { result } = await conflictOf(server, { headline: "Mine" }, { headline: "Theirs", bio: "Theirs" });
    await act(async () => expect(await result.current.conflict?.keepMine()).toBe("saved"));
    expect(result.current.conflict).toBeNull();
    expect(server.requests.filter((it) => it.line === EDIT).at(-1)?.ifMatch).toBe('"b2.u1.o"');
    expect(result.current.shown.profile).toMatchObject({ headline: "Mine", bio: "Theirs", version: 3 });
  });

  it("is settled by keeping some of mine", async () => {
    const mine = { headline: "Mine", bio: "Mine", tagline: "Mine" };
    const { result } = await conflictOf(people(), mine, { headline: "Theirs", bio: "Theirs" });
    await act(async () => expect(await result.current.conflict?.keepMine(["bio"])).toBe("saved"));
    expect(result.current.shown.profile).toMatchObject({ headline: "Theirs", bio: "Mine", tagline: "Mine" });
  });

  it("is settled by taking theirs", async () => {
    const server = people();
    const { result } = await conflictOf(server, { headline: "Mine" }, { headline: "Theirs" });
    act(() => result.current.conflict?.takeTheirs());
    expect(result.current.conflict).toBeNull();
    expect(result.current.shown.profile?.headline).toBe("Theirs");
    expect(server.count(EDIT)).toBe(1);
  });

  it("comes anew when somebody is faster again", async () => {
    const server = people();
    const { result } = await conflictOf(server, { headline: "Mine" }, { headline: "Theirs" });
    server.edit("ada", { headline: "Others'" });
    await act(async () => expect(await result.current.conflict?.keepMine()).toBe("conflict"));
    await waitFor(() => expect(result.current.conflict?.theirs.headline).toBe("Others'"));
    expect(result.current.conflict).toMatchObject({
      base: { headline: "Theirs" },
      mine: { headline: "Mine" },
    });
    await act(async () => expect(await result.current.conflict?.keepMine()).toBe("saved"));
    expect(result.current.shown.profile?.headline).toBe("Mine");
  });

  it("stays when mine could not be saved", async () => {
    const server = people();
    const { result } = await conflictOf(server, { headline: "Mine" }, { headline: "Theirs" });
    server.next(EDIT, () => problem(503, "busy"));
    await act(() => expect(result.current.conflict?.keepMine()).rejects.toMatchObject({ code: "busy" }));
    expect(result.current.conflict).not.toBeNull();
    await waitFor(() => expect(result.current.error).toMatchObject({ code: "busy" }));
  });

  it("has no fields to choose when both changed different ones", async () => {
    const { result } = await conflictOf(people(), { headline: "Mine" }, { bio: "Theirs" });
    expect(result.current.conflict?.fields).toEqual([]);
  });

  it("is none when what is there is what was wanted, as after an answer that got lost", async () => {
    const server = people();
    const { result } = renderHook(useBoth, { wrapper: wrapperOf({ server, as: "ada" }) });
    await waitFor(() => expect(result.current.shown.status).toBe("ready"));
    const { profile, etag } = result.current.shown;
    if (!profile) throw new Error("the profile is ready");
    server.edit("ada", { headline: "Mine" });
    const seen = { profile, etag };
    await act(async () => expect(await result.current.update({ headline: "Mine" }, seen)).toBe("saved"));
    expect(result.current.conflict).toBeNull();
  });

  it("is one of both, when two edits at once meet somebody else's", async () => {
    const server = people();
    const { result } = renderHook(useBoth, { wrapper: wrapperOf({ server, as: "ada" }) });
    await waitFor(() => expect(result.current.shown.status).toBe("ready"));
    server.edit("ada", { headline: "Theirs" });
    await act(async () => {
      const both = [result.current.update({ headline: "Mine" }), result.current.update({ bio: "Mine" })];
      expect(await Promise.all(both)).toEqual(["conflict", "conflict"]);
    });
    await waitFor(() => expect(result.current.conflict?.mine).toEqual({ headline: "Mine", bio: "Mine" }));
  });

  it("goes when the viewer does", async () => {
    const server = people();
    let clerkId = "user_ada";
    const { result, rerender } = renderHook(useBoth, {
      wrapper: ({ children }) => (
        <ProfileAuthProvider
          apiUrl={server.url}
          userId={clerkId}
          getToken={async () => clerkId}
          fetch={server.fetch}
        >
          {children}
        </ProfileAuthProvider>
      ),
    });
    await waitFor(() => expect(result.current.shown.status).toBe("ready"));
    server.edit("ada", { headline: "Theirs" });
    await act(async () => expect(await result.current.update({ headline: "Mine" })).toBe("conflict"));
    await waitFor(() => expect(result.current.conflict).not.toBeNull());
    clerkId = "user_noor";
    rerender();
    expect(result.current.conflict).toBeNull();
  });
});
