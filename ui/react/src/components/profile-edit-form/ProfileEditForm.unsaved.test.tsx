import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { expectNoViolations } from "../../test/axe.ts";
import { open, PATCH } from "../../test/editForm.tsx";

describe("unsaved changes", () => {
  const leave = () => {
    const event = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };

  /** A form whose headline is saved, and in which the tagline was changed while that was on its way. */
  async function writtenWhileSaving() {
    const shown = await open();
    const before = shown.server.person("ada").builder?.headline;
    const letGo = shown.server.hold(PATCH);
    shown.write("Headline", "First");
    await shown.save();
    await screen.findByText("Saving…");
    shown.write("Tagline", "Second");
    act(letGo);
    await screen.findByText("Save changes");
    return { ...shown, before };
  }

  it("are guarded as long as there are some, and the host hears of it", async () => {
    const onDirtyChange = vi.fn();
    const { write, save } = await open({ onDirtyChange });
    expect(leave()).toBe(false);
    write("Headline", "New");
    await waitFor(() => expect(onDirtyChange).toHaveBeenLastCalledWith(true));
    expect(leave()).toBe(true);
    expect(screen.getByText("You have changes that aren’t saved.")).toBeInTheDocument();

    await save();
    await screen.findByText("Saved.");
    expect(onDirtyChange).toHaveBeenLastCalledWith(false);
    expect(leave()).toBe(false);
  });

  it("are asked about before they are thrown away", async () => {
    const onCancel = vi.fn();
    const { write, user, container } = await open({ onCancel });
    write("Headline", "New");
    await user.click(screen.getByText("Cancel"));
    expect(screen.getByRole("alertdialog", { name: "Leave without saving?" })).toBeInTheDocument();
    await expectNoViolations(container);
    await user.click(screen.getByText("Keep editing"));
    expect(screen.getByText("Cancel")).toHaveFocus();
    expect(onCancel).not.toHaveBeenCalled();

    await user.click(screen.getByText("Cancel"));
    await user.click(screen.getByText("Discard changes"));
    expect(onCancel).toHaveBeenCalledOnce();
  });

  it("are none any more once the form is gone", async () => {
    const onDirtyChange = vi.fn();
    const { write, unmount } = await open({ onDirtyChange });
    write("Headline", "New");
    await waitFor(() => expect(onDirtyChange).toHaveBeenLastCalledWith(true));
    unmount();
    expect(onDirtyChange).toHaveBeenLastCalledWith(false);
    expect(leave()).toBe(false);
  });

  it("are asked about by nobody when there are none", async () => {
    const onCancel = vi.fn();
    const { user } = await open({ onCancel });
    await user.click(screen.getByText("Cancel"));
    expect(onCancel).toHaveBeenCalledOnce();
  });

  it("of while it was saved are kept", async () => {
    const { server, save } = await writtenWhileSaving();
    expect(screen.getByLabelText("Tagline")).toHaveValue("Second");
    expect(screen.getByText("You have changes that aren’t saved.")).toBeInTheDocument();

    await save();
    await screen.findByText("Saved.");
    expect(server.person("ada").builder).toMatchObject({ headline: "First", tagline: "Second" });
  });

  it("are changes from what was saved last, not from what was seen first", async () => {
    const { sent, write, save, before } = await writtenWhileSaving();

    write("Headline", before ?? "");
    await save();
    await screen.findByText("Saved.");
    expect(sent[1]).toEqual({ headline: before, tagline: "Second" });
    expect(screen.getByLabelText("Headline")).toHaveValue(before);
  });

  it("are not asked about any more when they were saved after all", async () => {
    const { write, save, user } = await open({ onCancel: vi.fn() });
    write("Headline", "New");
    await user.click(screen.getByText("Cancel"));
    await save();
    await screen.findByText("Saved.");
    expect(screen.queryByRole("alertdialog")).toBeNull();
  });

  it("outlive a session that ended, and are saved in the next one", async () => {
    const { server, write, save } = await open();
    write("Headline", "New");
    server.isSessionOver = true;
    await save();
    expect(await screen.findByText(/You are signed out, so nothing was saved/)).toBeVisible();
    // Everything else that is read hears of it, too.
    await waitFor(() => expect(server.count("GET /v1/me")).toBeGreaterThan(1));
    await waitFor(() => expect(server.count("GET /v1/builders/ada")).toBeGreaterThan(1));
    expect(screen.getByLabelText("Headline")).toHaveValue("New");

    server.isSessionOver = false;
    await save();
    await screen.findByText("Saved.");
    expect(server.person("ada").builder).toMatchObject({ headline: "New" });
  });
});
