import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { problem } from "../../test/answers.ts";
import { expectNoViolations } from "../../test/axe.ts";
import { open, PATCH } from "../../test/editForm.tsx";

describe("when somebody else was faster", () => {
  async function collide() {
    const shown = await open({ takesFocus: true });
    shown.write("Headline", "Mine");
    shown.write("Tagline", "My tagline");
    shown.write("Skill 1", "Algebra");
    shown.server.edit("ada", { headline: "Theirs", topSkills: ["Rust"], bio: "Their bio" });
    await shown.save();
    const panel = await screen.findByRole("region", { name: /Somebody else changed this profile/ });
    return { ...shown, panel };
  }
  const choice = (field: string, whose: RegExp) =>
    within(screen.getByRole("group", { name: field })).getByRole("radio", { name: whose });

  it("shows both versions of what both changed, and takes the focus", async () => {
    const { panel, container } = await collide();
    expect(panel).toHaveFocus();
    expect(screen.getAllByRole("group").map((it) => it.querySelector("legend")?.textContent)).toEqual([
      "Headline",
      "Top skills",
    ]);
    expect(choice("Headline", /Yours.*Mine/)).toBeChecked();
    expect(choice("Headline", /Theirs.*Theirs/)).not.toBeChecked();
    expect(choice("Top skills", /Yours.*Algebra\s+Rust\s+Poetry/)).toBeChecked();
    expect(screen.queryByRole("textbox")).toBeNull();
    await expectNoViolations(container);
  });

  it("saves each field as it was chosen, and what only one of both changed", async () => {
    const { user, server } = await collide();
    await user.click(choice("Top skills", /Theirs/));
    await user.click(screen.getByText("Save with these choices"));
    await screen.findByText("Saved.");
    expect(server.person("ada").builder).toMatchObject({
      headline: "Mine",
      tagline: "My tagline",
      topSkills: ["Rust"],
      bio: "Their bio",
    });
    expect(screen.getByLabelText("About you")).toHaveValue("Their bio");
    expect(screen.getByLabelText("Skill 1")).toHaveValue("Rust");
    expect(screen.getByRole("heading", { name: "Edit profile" })).toHaveFocus();
  });

  it("goes on from theirs, when one gives up one's own", async () => {
    const { user, server, sent } = await collide();
    await user.click(screen.getByText("Discard all my changes"));
    expect(screen.getByLabelText("Headline")).toHaveValue("Theirs");
    expect(screen.getByLabelText("Tagline")).toHaveValue("From an idea to a prototype");
    expect(screen.queryByText("You have changes that aren’t saved.")).toBeNull();
    expect(screen.getByRole("heading", { name: "Edit profile" })).toHaveFocus();
    expect(sent).toHaveLength(1);
    expect(server.person("ada").builder).toMatchObject({ headline: "Theirs" });
  });

  it("saves nothing with Enter, which chooses nothing", async () => {
    const { user, sent } = await collide();
    await user.click(choice("Top skills", /Theirs/));
    await user.keyboard("{Enter}");
    expect(choice("Top skills", /Theirs/)).toBeChecked();
    expect(sent).toHaveLength(1);
  });

  it("asks again, when they were faster again", async () => {
    const { user, server } = await collide();
    server.edit("ada", { headline: "Theirs again" });
    await user.click(screen.getByText("Save with these choices"));
    expect(await screen.findByRole("radio", { name: /Theirs again/ })).toBeInTheDocument();
  });

  it("asks nothing, when they changed something else", async () => {
    const { server, write, save } = await open();
    write("Headline", "Mine");
    server.edit("ada", { bio: "Their bio" });
    await save();
    await screen.findByText("Saved.");
    expect(server.person("ada").builder).toMatchObject({ headline: "Mine", bio: "Their bio" });
  });

  it("keeps what one is writing when the profile is read again, and bases the edit on what was seen", async () => {
    const { server, write, save } = await open();
    write("Headline", "Mine");
    server.edit("ada", { headline: "Theirs" });
    const reads = server.count("GET /v1/builders/ada");
    act(() => void window.dispatchEvent(new Event("visibilitychange")));
    await waitFor(() => expect(server.count("GET /v1/builders/ada")).toBeGreaterThan(reads));
    expect(screen.getByLabelText("Headline")).toHaveValue("Mine");
    await save();
    expect(await screen.findByRole("region", { name: /Somebody else/ })).toBeInTheDocument();
  });

  it("says why the choices could not be saved, and lets them be saved again", async () => {
    const { user, server } = await collide();
    server.next(PATCH, () => Promise.reject(new TypeError("Failed to fetch")));
    await user.click(screen.getByText("Save with these choices"));
    const told = await screen.findByText(/can’t be reached/);
    expect(told).toBeVisible();
    expect(told.closest("[role=alert]")).toHaveFocus();
    await user.click(screen.getByText("Save with these choices"));
    await screen.findByText("Saved.");
    expect(server.person("ada").builder).toMatchObject({ headline: "Mine" });
  });

  it("leads back to a field that is wrong, with what was written", async () => {
    const { user, server, write, save } = await collide();
    const errors = [{ pointer: "/tagline", detail: "no links" }];
    server.next(PATCH, () => problem(422, "invalid_fields", { errors }));
    await user.click(screen.getByText("Save with these choices"));
    await user.click(await screen.findByRole("button", { name: /Tagline: .*no links/ }));
    expect(screen.getByLabelText("Tagline")).toHaveFocus();
    expect(screen.getByLabelText("Headline")).toHaveValue("Mine");

    write("Tagline", "Another");
    await save();
    await user.click(await screen.findByText("Save with these choices"));
    await screen.findByText("Saved.");
    expect(server.person("ada").builder).toMatchObject({ headline: "Mine", tagline: "Another" });
  });
});
