import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { expectNoViolations } from "../../test/axe.ts";
import { person } from "../../test/people.ts";
import { ProfileServer } from "../../test/server.ts";
import { ada, noor, saying, show } from "../../test/views.tsx";
import { BuilderProfile } from "./BuilderProfile.tsx";

const PATH = "/v1/builders/ada";
const profile = <BuilderProfile userId="ada" data-testid="profile" className="mine" />;
const heading = () => screen.findByRole("heading", { name: "Ada Byron", level: 2 });

describe("editing in its place", () => {
  it("opens with the focus on the form's heading, and leaves it on the button", async () => {
    const { user, container } = show(profile, { as: "ada" });
    await user.click(await screen.findByRole("button", { name: "Edit profile" }));
    expect(screen.getByRole("heading", { name: "Edit profile" })).toHaveFocus();
    await expectNoViolations(container);

    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(screen.getByRole("button", { name: "Edit profile" })).toHaveFocus();
  });

  it("shows what was saved, and says so", async () => {
    const { user } = show(profile, { as: "ada" });
    await user.click(await screen.findByRole("button", { name: "Edit profile" }));
    const headline = screen.getByRole("textbox", { name: "Headline" });
    await user.clear(headline);
    await user.type(headline, "Engines that dream");
    await user.click(screen.getByRole("button", { name: "Save changes" }));

    expect(await screen.findByText("Your changes are saved.")).toHaveAttribute("role", "status");
    expect(screen.getByText("Engines that dream")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Edit profile" })).toHaveFocus();
  });

  it("tells the host whether there is something to lose", async () => {
    const onDirtyChange = vi.fn();
    const { user } = show(<BuilderProfile userId="ada" onDirtyChange={onDirtyChange} />, { as: "ada" });
    await user.click(await screen.findByRole("button", { name: "Edit profile" }));
    await user.type(screen.getByRole("textbox", { name: "Headline" }), "!");
    expect(onDirtyChange).toHaveBeenLastCalledWith(true);
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await user.click(screen.getByRole("button", { name: "Discard changes" }));
    expect(onDirtyChange).toHaveBeenLastCalledWith(false);
  });

  it("is the host's, if the host wants that", async () => {
    const onEdit = vi.fn();
    const { user } = show(<BuilderProfile userId="ada" onEdit={onEdit} />, { as: "ada" });
    await user.click(await screen.findByRole("button", { name: "Edit profile" }));
    expect(onEdit).toHaveBeenCalledOnce();
    expect(screen.queryByRole("form")).toBeNull();
  });

  it("keeps what was written when the session ends, and shows the profile no longer", async () => {
    const { user, server } = show(<BuilderProfile slug="ada" />, { as: "ada" });
    await user.click(await screen.findByRole("button", { name: "Edit profile" }));
    await user.type(screen.getByRole("textbox", { name: "Headline" }), "!");
    const written = screen.getByDisplayValue(/!$/);
    server.isSessionOver = true;
    await user.click(screen.getByRole("button", { name: "Save changes" }));
    expect(await screen.findByText(/You are signed out, so nothing was saved/)).toBeVisible();
    await waitFor(() => expect(server.count("GET /v1/builders/by-slug/ada")).toBeGreaterThan(1));
    expect(written).toBeVisible();

    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await user.click(screen.getByRole("button", { name: "Discard changes" }));
    expect(await screen.findByText("Sign in to see this profile.")).toBeVisible();
  });

  it("goes on with the profile when its address was changed", async () => {
    const { user, server } = show(<BuilderProfile slug="ada" />, { as: "ada" });
    await user.click(await screen.findByRole("button", { name: "Edit profile" }));
    const address = screen.getByRole("textbox", { name: "Address of the profile" });
    await user.clear(address);
    await user.type(address, "lovelace");
    await user.click(screen.getByRole("button", { name: "Save changes" }));
    await screen.findByText("Your changes are saved.");
    window.dispatchEvent(new Event("visibilitychange"));
    await waitFor(() => expect(server.count("GET /v1/builders/ada")).toBeGreaterThan(0));
    expect(await heading()).toBeVisible();
  });
});

describe("what an admin sees", () => {
  it("is everything, with what admins may do", async () => {
    const { container } = show(profile, { as: "noor" });
    await heading();
    expect(await screen.findByRole("button", { name: "Deactivate profile" })).toBeInTheDocument();
    expect(screen.getByRole("group", { name: "Validation tier" })).toBeInTheDocument();
    expect(screen.getByRole("region", { name: "Only the builder and admins see this" })).toBeInTheDocument();
    await expectNoViolations(container);
  });

  it("deactivates only after it was asked, and then says that it is hidden", async () => {
    const { user, server, container } = show(profile, { as: "noor" });
    await user.click(await screen.findByRole("button", { name: "Deactivate profile" }));
    const question = screen.getByRole("alertdialog", { name: "Hide Ada Byron’s profile?" });
    await expectNoViolations(container);
    await user.click(within(question).getByRole("button", { name: "Keep it" }));
    expect(server.count(`DELETE ${PATH}`)).toBe(0);

    await user.click(screen.getByRole("button", { name: "Deactivate profile" }));
    await user.click(screen.getByRole("button", { name: "Deactivate" }));
    const hidden = await screen.findByText("This profile is hidden");
    expect(hidden.closest("[tabindex]")).toHaveFocus();
    expect(screen.queryByRole("button", { name: "Deactivate profile" })).toBeNull();
  });

  it("says why a profile couldn't be deactivated", async () => {
    const { user, server, container } = show(profile, { as: "noor" });
    await user.click(await screen.findByRole("button", { name: "Deactivate profile" }));
    server.edit("ada", { headline: "Changed meanwhile" });
    await user.click(screen.getByRole("button", { name: "Deactivate" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("Somebody changed the profile meanwhile.");
    await expectNoViolations(container);
  });
});

describe("controls are there only if both the profile and the viewer's operations allow them", () => {
  const NOTHING = { canView: true, canEdit: false, canDelete: false, canVerify: false };
  const ALL = { canView: true, canEdit: true, canDelete: true, canVerify: true };

  it("not without the profile's permission", async () => {
    const server = new ProfileServer(ada(), noor());
    show(profile, { server, as: "noor", fetch: saying(server, PATH, { permissions: NOTHING }) });
    await heading();
    await waitFor(() => expect(server.count("GET /v1/me")).toBeGreaterThan(0));
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("not without the viewer's operation", async () => {
    const server = new ProfileServer(ada(), person("priya", ["CLIENT"]));
    server.next("GET /v1/me", () => Response.json({ ...server.person("priya"), permissions: [] }));
    show(profile, { server, as: "priya", fetch: saying(server, PATH, { permissions: ALL }) });
    await heading();
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("and they go when somebody loses the role", async () => {
    const server = new ProfileServer(ada(), noor());
    const { user } = show(profile, { server, as: "noor" });
    await user.click(await screen.findByRole("button", { name: "Deactivate profile" }));
    server.person("noor").user.roles = [];
    await user.click(screen.getByRole("button", { name: "Deactivate" }));
    await waitFor(() => expect(screen.queryByRole("button")).toBeNull());
    expect(screen.queryByText("Hourly rate")).toBeNull();
  });
});
