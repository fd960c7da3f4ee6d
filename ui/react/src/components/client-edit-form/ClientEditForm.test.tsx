import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { problem } from "../../test/answers.ts";
import { expectNoViolations } from "../../test/axe.ts";
import { charles, show } from "../../test/views.tsx";
import { ClientEditForm } from "./ClientEditForm.tsx";
import { schema, toPatch, toValues } from "./values.ts";

describe("ClientEditForm", () => {
  it("saves what changed, and tells its host", async () => {
    const onSaved = vi.fn();
    const { user, server, container } = show(<ClientEditForm userId="charles" onSaved={onSaved} />, {
      as: "charles",
    });
    await user.type(await screen.findByRole("textbox", { name: "Industry" }), "Machinery");
    await user.click(screen.getByRole("button", { name: "Add preference" }));
    expect(screen.getAllByRole("textbox", { name: "Topic" })[1]).toHaveFocus();
    await user.keyboard("pace");
    await user.type(screen.getAllByRole("textbox", { name: "Preference" })[1] ?? document.body, "slow");
    await expectNoViolations(container);
    await user.click(screen.getByRole("button", { name: "Save changes" }));

    expect(await screen.findByText("Saved.")).toBeInTheDocument();
    expect(onSaved).toHaveBeenCalledOnce();
    expect(server.person("charles").client).toMatchObject({
      companyName: "Analytical Engines",
      industry: "Machinery",
      projectPreferences: { budget: "fixed price", pace: "slow" },
    });
  });

  it("puts the server's faults at their fields, and both say what they are about", async () => {
    const { user, server, container } = show(<ClientEditForm userId="charles" />, { as: "charles" });
    const errors = [{ pointer: "/projectPreferences/budget", detail: "1 to 500 characters" }];
    fireEvent.change(await screen.findByRole("textbox", { name: "Company" }), { target: { value: "" } });
    server.next("PATCH", () => problem(422, "invalid_fields", { errors }));
    await user.click(screen.getByRole("button", { name: "Save changes" }));

    expect(await screen.findByRole("alert")).toHaveFocus();
    expect(screen.getByRole("textbox", { name: "Preference" })).toBeInvalid();
    expect(screen.getByRole("button", { name: /^Preference 1, preference: / })).toBeInTheDocument();
    await expectNoViolations(container);
  });

  it("is for the client and for admins", async () => {
    show(<ClientEditForm userId="charles" />, { as: "ada" });
    expect(await screen.findByText("This profile isn’t yours to see")).toBeInTheDocument();
  });
});

describe("its patch", () => {
  it("clears with null, and takes what the contract takes", () => {
    const client = charles().client;
    if (!client) throw new Error("charles is a client");
    const before = toValues(client);
    const after = { companyName: " ", industry: "x", projectPreferences: [] };
    expect(schema.safeParse(after).success).toBe(true);
    expect(toPatch(before, after)).toEqual({
      companyName: null,
      industry: "x",
      projectPreferences: { budget: null },
    });
  });
});
