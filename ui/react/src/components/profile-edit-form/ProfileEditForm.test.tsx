import { act, cleanup, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { useProfile } from "../../profile/useProfile.ts";
import { useUpdateProfile } from "../../profile/useUpdateProfile.ts";
import { json } from "../../test/answers.ts";
import { expectNoViolations } from "../../test/axe.ts";
import { open } from "../../test/editForm.tsx";
import { ProfileServer } from "../../test/server.ts";
import { ada, show } from "../../test/views.tsx";
import { ProfileEditForm } from "./ProfileEditForm.tsx";

describe("who may edit", () => {
  it("is the builder, and an admin", async () => {
    const { container } = await open();
    await expectNoViolations(container);
    cleanup();
    show(<ProfileEditForm userId="ada" />, { as: "noor" });
    expect(await screen.findByRole("form")).toBeInTheDocument();
  });

  it("is nobody else", async () => {
    const { container } = show(<ProfileEditForm userId="ada" />, { as: "charles" });
    expect(await screen.findByText("You may not change this profile")).toBeInTheDocument();
    await expectNoViolations(container);
  });

  it("is nobody whose account is suspended", async () => {
    const suspended = ada();
    suspended.user = { ...suspended.user, status: "suspended" };
    const { container } = show(<ProfileEditForm userId="ada" />, {
      as: "ada",
      server: new ProfileServer(suspended),
    });
    expect(await screen.findByText("Your account is suspended")).toBeInTheDocument();
    await expectNoViolations(container);
  });

  it("is not known yet while it is loaded", async () => {
    const server = new ProfileServer(ada());
    const letGo = server.hold("GET /v1/me");
    const { container } = show(<ProfileEditForm userId="ada" />, { as: "ada", server });
    expect(screen.getByText("Loading the profile…")).toBeInTheDocument();
    await expectNoViolations(container);
    act(letGo);
    await screen.findByRole("form");
  });

  it("can't be said of a profile that isn't there", async () => {
    show(<ProfileEditForm userId="nobody" />, { as: "ada" });
    expect(await screen.findByText("There is no such profile")).toBeInTheDocument();
  });

  it("changes with the viewer's operations, whatever the profile says", async () => {
    const server = new ProfileServer(ada());
    server.next("GET /v1/me", () => json({ ...server.person("ada"), permissions: ["viewBuilder"] }));
    show(<ProfileEditForm userId="ada" />, { as: "ada", server });
    expect(await screen.findByText("You may not change this profile")).toBeInTheDocument();
  });
});

it("and what stands in its place bear the host's class name", async () => {
  const form = <ProfileEditForm userId="ada" className="mine" />;
  show(form, { as: "ada" });
  expect(await screen.findByRole("form")).toHaveClass("ps-root", "mine");
  cleanup();
  const { container } = show(form, { as: "charles" });
  await screen.findByText("You may not change this profile");
  expect(container.querySelector(".ps-root")).toHaveClass("mine");
});

/** The headline, which a press changes, and then a form. */
function HeadlineThenForm() {
  const { update, isSaving } = useUpdateProfile({ builder: "ada" });
  const { profile } = useProfile({ builder: "ada" });
  return (
    <>
      <button type="button" onClick={() => void update({ headline: "Pending" })}>
        {profile?.headline}
      </button>
      {isSaving && <ProfileEditForm userId="ada" />}
    </>
  );
}

it("begins with what is saved, not with an edit that may yet be refused", async () => {
  const server = new ProfileServer(ada());
  const letGo = server.hold("PATCH /v1/builders/ada");
  const { user } = show(<HeadlineThenForm />, { as: "ada", server });
  await user.click(await screen.findByRole("button", { name: "Engines that think" }));
  expect(await screen.findByRole("button", { name: "Pending" })).toBeInTheDocument();
  expect(await screen.findByLabelText("Headline")).toHaveValue("Engines that think");
  act(letGo);
  await waitFor(() => expect(screen.queryByRole("form")).toBeNull());
});
