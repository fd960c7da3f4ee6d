import { screen } from "@testing-library/react";
import { type ReactNode, useState } from "react";
import { describe, expect, it } from "vitest";
import { person } from "../test/people.ts";
import { ProfileServer } from "../test/server.ts";
import { noor, show } from "../test/views.tsx";
import { BuilderProfile } from "./builder-profile/BuilderProfile.tsx";
import { ProfileEditForm } from "./profile-edit-form/ProfileEditForm.tsx";
import { RolesEditor } from "./roles-editor/RolesEditor.tsx";
import { ValidationTierControl } from "./validation-tier-control/ValidationTierControl.tsx";

/** A host that shows one person and then another, whom it has shown before: nothing is loaded in between. */
function Host({ of }: { of: (userId: string) => ReactNode }) {
  const [userId, setUserId] = useState("grace");
  return (
    <>
      {["ada", "grace"].map((id) => (
        <button key={id} type="button" onClick={() => setUserId(id)}>
          {id}
        </button>
      ))}
      {of(userId)}
    </>
  );
}

/** Shows Ada in the place of Grace; `role` and `name` are what the component is known by. */
async function showAda(of: (userId: string) => ReactNode, role: string, name: (of: string) => string) {
  const server = new ProfileServer(person("ada", ["BUILDER"]), person("grace", ["BUILDER"]), noor());
  const { user } = show(<Host of={of} />, { server, as: "noor" });
  await screen.findByRole(role, { name: name("Grace") });
  await user.click(screen.getByText("ada"));
  await screen.findByRole(role, { name: name("Ada") });
  return { server, user };
}

describe("When another person takes the place of one", () => {
  it("nothing that was chosen for the one is chosen for the other", async () => {
    const { user } = await showAda(
      (userId) => <RolesEditor userId={userId} />,
      "group",
      (it) => `Roles of ${it}`,
    );
    await user.click(screen.getByRole("checkbox", { name: /Admin/ }));
    await user.click(screen.getByText("grace"));
    await screen.findByRole("group", { name: "Roles of Grace" });
    expect(screen.getByRole("checkbox", { name: /Admin/ })).not.toBeChecked();
  });

  it("no tier is set that was chosen for the one", async () => {
    const { user } = await showAda(
      (userId) => <ValidationTierControl userId={userId} />,
      "group",
      () => "Validation tier",
    );
    await user.click(screen.getByRole("radio", { name: /Tier 3/ }));
    await user.click(screen.getByText("grace"));
    expect(screen.getByRole("radio", { name: /Tier 3/ })).not.toBeChecked();
  });

  it("the form is filled with the other's profile", async () => {
    const { user } = await showAda(
      (userId) => <ProfileEditForm userId={userId} />,
      "form",
      () => "Edit profile",
    );
    expect(screen.getByLabelText("Address of the profile")).toHaveValue("ada");
    await user.click(screen.getByText("grace"));
    expect(screen.getByLabelText("Address of the profile")).toHaveValue("grace");
  });

  it("the profile is shown, and not the form that was open", async () => {
    const { user } = await showAda(
      (userId) => <BuilderProfile userId={userId} />,
      "heading",
      (it) => it,
    );
    await user.click(screen.getByText("Edit profile"));
    await user.click(screen.getByText("grace"));
    expect(screen.getByRole("heading", { name: "Grace" })).toBeInTheDocument();
  });
});
