import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { problem } from "../../test/answers.ts";
import { expectNoViolations } from "../../test/axe.ts";
import { open, PATCH } from "../../test/editForm.tsx";
import type { Interception } from "../../test/server.ts";

const faulty =
  (...errors: { pointer: string; detail: string }[]): Interception =>
  () =>
    problem(422, "invalid_fields", { errors });

const summary = () => screen.findByRole("alert");

describe("what is wrong", () => {
  it("is found before anything is sent, and the summary of it takes the focus", async () => {
    const { sent, write, save, user, container } = await open();
    write("Headline", "x".repeat(121));
    write("Address of the profile", "Ada!");
    await user.click(screen.getByText("Add skill"));
    await save();

    expect(await summary()).toHaveFocus();
    expect(screen.getByText("3 things need your attention")).toBeInTheDocument();
    const headline = screen.getByLabelText("Headline");
    expect(headline).toBeInvalid();
    expect(headline).toHaveAccessibleDescription(/Use at most 120 characters. These are 121./);
    expect(sent).toEqual([]);
    await expectNoViolations(container);

    await user.click(screen.getByRole("button", { name: "Skill 4: Fill this in, or remove it." }));
    expect(screen.getByLabelText("Skill 4")).toHaveFocus();
  });

  it("goes from a field as soon as it is right", async () => {
    const { write, save } = await open();
    write("Headline", "x".repeat(121));
    await save();
    await summary();
    write("Headline", "Short");
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  });

  it("is put at its field when the server finds it", async () => {
    const { server, write, save, user, container } = await open();
    const detail = "a link that names a host";
    const errors = [
      { pointer: "/portfolioItems/2/url", detail },
      { pointer: "/topSkills/0", detail: "in one line" },
      { pointer: "/socialLinks/github", detail },
      { pointer: "/domains", detail: "at most 50 entries" },
      { pointer: "/pay", detail: "there is no such field" },
      { pointer: "", detail: "an object" },
    ];
    server.next(PATCH, faulty(...errors));
    write("Headline", "New");
    await save();

    expect(await summary()).toHaveFocus();
    const listed = within(await summary())
      .getAllByRole("listitem")
      .map((it) => it.textContent?.split(":")[0]);
    expect(listed).toEqual([
      "This isn’t right yet",
      "This isn’t right yet",
      "Skill 1",
      "Domains",
      "Work 3, link",
      "Link 1, address",
    ]);
    const bridge = screen.getAllByLabelText("Link")[2];
    expect(bridge).toBeInvalid();
    expect(bridge).toHaveAccessibleDescription("This isn’t right yet: a link that names a host.");
    expect(screen.getByLabelText("Skill 1")).toBeInvalid();
    expect(screen.getByLabelText("Address")).toBeInvalid();
    expect(screen.getByRole("group", { name: "Domains" })).toHaveAccessibleDescription(/at most 50 entries/);
    expect(screen.getByText("This isn’t right yet: there is no such field.")).toBeInTheDocument();
    expect(screen.getByLabelText("Headline")).toHaveValue("New");
    await expectNoViolations(container);

    await user.click(screen.getByRole("button", { name: /^Work 3, link: / }));
    expect(bridge).toHaveFocus();
    await user.click(screen.getByRole("button", { name: /^Domains: / }));
    expect(screen.getByRole("button", { name: "Add domain" })).toHaveFocus();

    await save();
    expect(await screen.findByText("Saved.")).toBeInTheDocument();
  });

  it.each([
    ["slug_taken", 409, "Address of the profile: Somebody else has this address. Choose another."],
    ["forbidden", 403, "You may not change this any more. Nothing was saved."],
    ["unavailable", 503, "It couldn’t be saved: detail of unavailable."],
  ])("is said when the server answers %s", async (code, status, text) => {
    const { server, write, save } = await open();
    server.next(PATCH, () => problem(status, code));
    write("Address of the profile", "ada-2");
    await save();
    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(screen.getByLabelText("Address of the profile")).toHaveValue("ada-2");
  });

  it("is said when the server can't be reached", async () => {
    const { server, write, save } = await open();
    server.next(PATCH, () => Promise.reject(new TypeError("Failed to fetch")));
    write("Headline", "New");
    await save();
    expect(await summary()).toHaveTextContent(/can’t be reached/);
  });

  it("is said when there is no token to send", async () => {
    const getToken = vi.fn(async () => "user_ada");
    const { write, save, sent } = await open({}, undefined, { getToken });
    getToken.mockRejectedValue(new Error("Clerk is down"));
    write("Headline", "New");
    await save();
    expect(await summary()).toHaveTextContent(/nothing was saved/);
    expect(sent).toEqual([]);
  });
});
