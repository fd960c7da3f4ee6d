import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectNoViolations } from "../../test/axe.ts";
import { ProfileServer } from "../../test/server.ts";
import { ada, charles, noor, saying, show } from "../../test/views.tsx";
import { ClientProfile } from "./ClientProfile.tsx";

const profile = <ClientProfile userId="charles" id="host" />;

describe("ClientProfile", () => {
  it("shows a client what he tells builders, and lets him edit", async () => {
    const { container } = show(profile, { as: "charles" });
    expect(await screen.findByRole("article", { name: "Charles" })).toHaveAttribute("id", "host");
    expect(screen.getByText("Analytical Engines")).toBeInTheDocument();
    expect(screen.getByRole("region", { name: "How you like to work" })).toHaveTextContent("fixed price");
    expect(await screen.findByRole("button", { name: "Edit profile" })).toBeInTheDocument();
    await expectNoViolations(container);
  });

  it("shows an admin what is his, in words about him", async () => {
    show(profile, { as: "noor" });
    expect(await screen.findByRole("region", { name: "How they like to work" })).toBeInTheDocument();
    expect(await screen.findByRole("button", { name: "Edit profile" })).toBeInTheDocument();
  });

  it("says what Clerk is told soon, that it is hidden, and that there is nothing yet", async () => {
    const server = new ProfileServer(charles(), noor());
    const pendingPush = { fields: ["companyName"], since: "2026-11-20T09:00:00.000Z" };
    const changes = { active: false, companyName: null, projectPreferences: {}, pendingPush };
    const fetch = saying(server, "/v1/clients/charles", changes);
    const { container } = show(profile, { server, as: "charles", fetch });
    expect(await screen.findByText("Saved. Clerk is told soon of: company.")).toBeInTheDocument();
    expect(screen.getByText("This profile is hidden")).toBeInTheDocument();
    expect(screen.getByText("Your profile is empty")).toBeInTheDocument();
    await expectNoViolations(container);
  });

  it("edits in its place, and comes back with what was saved", async () => {
    const { user } = show(profile, { as: "charles" });
    await user.click(await screen.findByRole("button", { name: "Edit profile" }));
    expect(screen.getByRole("heading", { name: "Edit profile" })).toHaveFocus();
    await user.type(screen.getByRole("textbox", { name: "Industry" }), "Machinery");
    await user.click(screen.getByRole("button", { name: "Save changes" }));
    expect(await screen.findByText("Analytical Engines · Machinery")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Edit profile" })).toHaveFocus();
  });

  it("has no button without the profile's permission, nor without the viewer's operation", async () => {
    const server = new ProfileServer(charles());
    const denied = saying(server, "/v1/clients/charles", { permissions: { canView: true, canEdit: false } });
    const { unmount } = show(profile, { server, as: "charles", fetch: denied });
    await screen.findByRole("article", { name: "Charles" });
    expect(screen.queryByRole("button")).toBeNull();
    unmount();

    const unable = saying(server, "/v1/me", { permissions: ["viewClient"] });
    show(profile, { server, as: "charles", fetch: unable });
    await screen.findByRole("article", { name: "Charles" });
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("is not for everybody", async () => {
    const { container, unmount } = show(profile);
    expect(await screen.findByText("You are signed out")).toBeInTheDocument();
    await expectNoViolations(container);
    unmount();

    show(profile, { as: "ada" });
    expect(await screen.findByText("This profile isn’t yours to see")).toBeInTheDocument();
  });

  it("tells a suspended viewer why nothing is to be seen", async () => {
    const suspended = ada();
    suspended.user = { ...suspended.user, status: "suspended" };
    const { container } = show(profile, { as: "ada", server: new ProfileServer(suspended, charles()) });
    expect(await screen.findByText("Your account is suspended")).toBeInTheDocument();
    await expectNoViolations(container);
  });
});
