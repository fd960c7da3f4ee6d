import { act, renderHook, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ProfileConnectionError } from "../api/errors.ts";
import { useProfileAuth } from "../auth/profileAuth.ts";
import { problem } from "../test/answers.ts";
import { person } from "../test/people.ts";
import { wrapperOf } from "../test/provider.tsx";
import { ProfileServer } from "../test/server.ts";
import type { ProfileReference } from "./kind.ts";
import { useProfile } from "./useProfile.ts";
import { useUpdateProfile } from "./useUpdateProfile.ts";

const EDIT = "PATCH /v1/builders/ada";
const READ = "GET /v1/builders/ada";
const people = () => new ProfileServer(person("ada", ["BUILDER"]), person("priya", ["CLIENT"]));

/** A page on which Ada sees her profile and edits it. */
async function adasPage(server: ProfileServer) {
  return page(server, { builder: "ada" }, "ada");
}

async function page<R extends ProfileReference>(server: ProfileServer, reference: R, as: string) {
  const hooks = () => ({
    ...useUpdateProfile(reference),
    shown: useProfile(reference),
    auth: useProfileAuth(),
  });
  const rendered = renderHook(hooks, { wrapper: wrapperOf({ server, as }) });
  await waitFor(() => expect(rendered.result.current.shown.status).toBe("ready"));
  await waitFor(() => expect(rendered.result.current.auth.isAuthenticated).toBe(true));
  return rendered;
}

function tagsOf(server: ProfileServer) {
  return server.requests.filter((it) => it.line === EDIT).map((it) => it.ifMatch);
}

describe("an edit", () => {
  it("shows at once, is saved under the tag that was seen, and gets the new one", async () => {
    const server = people();
    const { result } = await adasPage(server);
    const letGo = server.hold(EDIT);
    let saving: Promise<unknown> = Promise.resolve();
    act(() => {
      saving = result.current.update({ headline: "Looms" });
    });
    await waitFor(() => expect(result.current.shown.profile?.headline).toBe("Looms"));
    expect(result.current.isSaving).toBe(true);
    expect(result.current.shown.etag).toBe('"b1.u1.o"');
    letGo();
    await act(async () => expect(await saving).toBe("saved"));
    expect(tagsOf(server)).toEqual(['"b1.u1.o"']);
    expect(result.current).toMatchObject({ isSaving: false, error: null, conflict: null });
    expect(result.current.shown).toMatchObject({
      etag: '"b2.u1.o"',
      profile: { headline: "Looms", version: 2 },
    });
  });

  it("shows in the viewer's own account as well", async () => {
    const server = people();
    const { result } = await adasPage(server);
    await act(() => result.current.update({ headline: "Looms" }));
    await waitFor(() => expect(result.current.auth.profile?.builder?.headline).toBe("Looms"));
  });

  it("shows under the profile's address as well", async () => {
    const server = people();
    const { result } = renderHook(
      () => ({ ...useUpdateProfile({ builder: "ada" }), shown: useProfile({ builderSlug: "ada" }) }),
      { wrapper: wrapperOf({ server, as: "ada" }) },
    );
    await waitFor(() => expect(result.current.shown.status).toBe("ready"));
    const letGo = server.hold(EDIT);
    act(() => void result.current.update({ headline: "Looms" }));
    await waitFor(() => expect(result.current.shown.profile?.headline).toBe("Looms"));
    letGo();
    await waitFor(() => expect(result.current.shown.etag).toBe('"b2.u1.o"'));
  });

  it("can be made under the profile's address", async () => {
    const server = people();
    const { result } = await page(server, { builderSlug: "ada" }, "ada");
    await act(async () => expect(await result.current.update({ headline: "Looms" })).toBe("saved"));
    expect(result.current.shown.etag).toBe('"b2.u1.o"');
  });

  it("can be made of a client's profile", async () => {
    const server = people();
    const { result } = await page(server, { client: "priya" }, "priya");
    await act(() =>
      result.current.update({ companyName: "Looms Ltd", projectPreferences: { budget: null } }),
    );
    expect(result.current.shown.profile).toMatchObject({ companyName: "Looms Ltd", projectPreferences: {} });
  });

  it("goes again when it is refused, and says what was wrong with each field", async () => {
    const server = people();
    const { result } = await adasPage(server);
    const errors = [{ pointer: "/headline", detail: "1 to 120 characters", code: "too_long" as const }];
    server.next(EDIT, () => problem(422, "invalid_fields", { errors }));
    await act(() => expect(result.current.update({ headline: "x" })).rejects.toMatchObject({ status: 422 }));
    await waitFor(() => expect(result.current.fieldErrors).toEqual(errors));
    expect(result.current.shown.profile?.headline).toBe("Engines that think");
    await act(() => result.current.update({ headline: "Looms" }));
    expect(result.current).toMatchObject({ error: null, fieldErrors: [] });
  });

  it("is never sent twice by itself, and afterwards it is looked what became of it", async () => {
    const server = people();
    const { result } = await adasPage(server);
    server.next(EDIT, () => Promise.reject(new TypeError("Failed to fetch")));
    const reads = server.count(READ);
    await act(() =>
      expect(result.current.update({ headline: "x" })).rejects.toBeInstanceOf(ProfileConnectionError),
    );
    expect(server.count(EDIT)).toBe(1);
    await waitFor(() => expect(server.count(READ)).toBe(reads + 1));
    expect(result.current.shown.profile?.headline).toBe("Engines that think");
  });

  it("takes the controls away when it is refused because the viewer may no longer edit", async () => {
    const server = people();
    const { result } = await adasPage(server);
    expect(result.current.auth.can("editBuilder")).toBe(true);
    server.person("ada").user.status = "suspended";
    await act(() => expect(result.current.update({ headline: "x" })).rejects.toMatchObject({ status: 403 }));
    await waitFor(() => expect(result.current.auth.can("editBuilder")).toBe(false));
    await waitFor(() => expect(result.current.shown.status).toBe("not-found"));
  });

  it("needs a profile to edit", async () => {
    const { result } = renderHook(() => useUpdateProfile({ builder: "nobody" }), {
      wrapper: wrapperOf({ server: people(), as: "ada" }),
    });
    await act(() => expect(result.current.update({})).rejects.toThrow("no profile to edit yet"));
  });

  it("needs the profile's tag, and says how to get it", async () => {
    const server = people();
    server.next(READ, () => Response.json(server.person("ada").builder));
    const { result } = await adasPage(server);
    expect(result.current.shown.etag).toBeUndefined();
    await act(() => expect(result.current.update({})).rejects.toThrow("let CORS expose it"));
  });

  it("is saved although whoever made it has gone on to another page", async () => {
    const server = people();
    const { result, unmount } = await adasPage(server);
    const letGo = server.hold(EDIT);
    const saving = result.current.update({ headline: "Looms" });
    await waitFor(() => expect(server.count(EDIT)).toBe(1));
    unmount();
    letGo();
    expect(await saving).toBe("saved");
    expect(server.person("ada").builder?.headline).toBe("Looms");
  });
});

describe("edits and reads at the same time", () => {
  it("an old answer that is on its way doesn't undo an edit", async () => {
    const server = people();
    const { result } = await adasPage(server);
    const letRead = server.hold(READ);
    act(() => result.current.shown.retry());
    await waitFor(() => expect(server.count(READ)).toBe(2));
    await act(() => result.current.update({ headline: "Looms" }));
    await act(async () => letRead());
    expect(result.current.shown).toMatchObject({ etag: '"b2.u1.o"', profile: { headline: "Looms" } });
  });

  it("an answer that comes while an edit is saved doesn't hide it", async () => {
    const server = people();
    const { result } = await adasPage(server);
    const letEdit = server.hold(EDIT);
    act(() => void result.current.update({ headline: "Looms" }));
    await waitFor(() => expect(result.current.shown.profile?.headline).toBe("Looms"));
    server.next(READ, () =>
      Response.json({ ...server.person("ada").builder, headline: "Engines that think" }),
    );
    act(() => result.current.shown.retry());
    await waitFor(() => expect(result.current.shown.isRefreshing).toBe(false));
    expect(result.current.shown.profile?.headline).toBe("Looms");
    letEdit();
    await waitFor(() => expect(result.current.shown.etag).toBe('"b2.u1.o"'));
    expect(result.current.shown.profile?.headline).toBe("Looms");
  });

  it("two edits at once both show, go one after the other, and don't collide", async () => {
    const server = people();
    const { result } = await adasPage(server);
    const letGo = server.hold(EDIT);
    let both: Promise<unknown> = Promise.resolve();
    act(() => {
      both = Promise.all([
        result.current.update({ headline: "Looms" }),
        result.current.update({ bio: "Short." }),
      ]);
    });
    await waitFor(() =>
      expect(result.current.shown.profile).toMatchObject({ headline: "Looms", bio: "Short." }),
    );
    expect(server.count(EDIT)).toBe(1);
    letGo();
    await act(async () => expect(await both).toEqual(["saved", "saved"]));
    expect(tagsOf(server)).toEqual(['"b1.u1.o"', '"b2.u1.o"']);
    expect(result.current.shown.profile).toMatchObject({ headline: "Looms", bio: "Short.", version: 3 });
  });

  it("an edit that fails takes back its own part alone", async () => {
    const server = people();
    const { result } = await adasPage(server);
    server.next(EDIT, () => problem(500, "internal"));
    await act(async () => {
      const first = result.current.update({ headline: "Looms" });
      const second = result.current.update({ bio: "Short." });
      await expect(first).rejects.toMatchObject({ code: "internal" });
      await expect(second).resolves.toBe("saved");
    });
    expect(result.current.shown.profile).toMatchObject({ headline: "Engines that think", bio: "Short." });
  });

  it("a form's edit is one of what the form was filled with, also when the viewer saved elsewhere meanwhile", async () => {
    const server = people();
    const { result } = await adasPage(server);
    const { profile, etag } = result.current.shown;
    if (!profile) throw new Error("the profile is ready");
    await act(() => result.current.update({ availableForHire: false }));
    await act(async () =>
      expect(await result.current.update({ bio: "Short." }, { profile, etag })).toBe("saved"),
    );
    server.edit("ada", { tagline: "Somebody else's" });
    await act(async () =>
      expect(await result.current.update({ bio: "Long." }, { profile, etag })).toBe("conflict"),
    );
  });

  it("a form's edit is none of what came after it was filled", async () => {
    const server = people();
    const { result } = await adasPage(server);
    const { profile, etag } = result.current.shown;
    if (!profile) throw new Error("the profile is ready");
    server.edit("ada", { headline: "Theirs" });
    act(() => result.current.shown.retry());
    await waitFor(() => expect(result.current.shown.etag).toBe('"b2.u1.o"'));
    await act(async () =>
      expect(await result.current.update({ headline: "Mine" }, { profile, etag })).toBe("conflict"),
    );
    expect(server.person("ada").builder?.headline).toBe("Theirs");
  });
});
