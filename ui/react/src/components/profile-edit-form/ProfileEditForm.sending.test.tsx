import { act, fireEvent, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { open, PATCH } from "../../test/editForm.tsx";

describe("what is sent", () => {
  it("is what changed, and nothing else", async () => {
    const onSaved = vi.fn();
    const { sent, write, save, user } = await open({ onSaved });
    write("Headline", "  Engines that dream ");
    write("Tagline", "");
    write("Hourly rate", "90");
    write("Skill 2", "Rust and C");
    await user.click(screen.getByRole("checkbox", { name: "Open to work" }));
    await save();

    expect(await screen.findByText("Saved.")).toBeInTheDocument();
    expect(sent).toEqual([
      {
        headline: "Engines that dream",
        tagline: null,
        hourlyRate: "90.00",
        topSkills: ["Mathematics", "Rust and C", "Poetry"],
        availableForHire: false,
      },
    ]);
    expect(onSaved).toHaveBeenCalledOnce();
    expect(screen.getByLabelText("Headline")).toHaveValue("Engines that dream");
  });

  it("names of the links only those that changed, and null for one that went", async () => {
    const { sent, write, save, user } = await open();
    await user.click(screen.getByRole("button", { name: "Remove link 1" }));
    await user.click(screen.getByText("Add link"));
    write("Site", "mastodon");
    write("Address", "https://example.social/@ada");
    await save();
    await screen.findByText("Saved.");
    expect(sent).toEqual([{ socialLinks: { github: null, mastodon: "https://example.social/@ada" } }]);
  });

  it("is an empty list when every entry went", async () => {
    const { sent, save, user } = await open();
    await user.click(screen.getByRole("button", { name: "Remove domain 1" }));
    await save();
    await screen.findByText("Saved.");
    expect(sent).toEqual([{ domains: [] }]);
  });

  it("is nothing when nothing changed", async () => {
    const { sent, write, save } = await open();
    write("Hourly rate", "85");
    await save();
    expect(await screen.findByText("Saved.")).toBeInTheDocument();
    expect(sent).toEqual([]);
  });

  it("is sent once, however often one presses", async () => {
    const { server, sent, write, save } = await open();
    const letGo = server.hold(PATCH);
    write("Headline", "New");
    await save();
    const button = await screen.findByText("Saving…");
    fireEvent.click(button);
    act(letGo);
    await screen.findByText("Saved.");
    expect(sent).toHaveLength(1);
  });
});
