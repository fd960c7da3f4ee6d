// @vitest-environment node
import { renderToString } from "react-dom/server";
import { expect, it } from "vitest";
import { TestProvider } from "../test/provider.tsx";
import { ProfileServer } from "../test/server.ts";
import { ada, charles } from "../test/views.tsx";
import { BuilderProfile } from "./builder-profile/BuilderProfile.tsx";
import { BuilderView } from "./builder-profile/BuilderView.tsx";
import { ClientEditForm } from "./client-edit-form/ClientEditForm.tsx";
import { ClientProfile } from "./client-profile/ClientProfile.tsx";
import { ClientView } from "./client-profile/ClientView.tsx";
import { ConflictPanel } from "./conflict/ConflictPanel.tsx";
import { ProfileEditForm } from "./profile-edit-form/ProfileEditForm.tsx";
import { RolesEditor } from "./roles-editor/RolesEditor.tsx";
import { RolesForm } from "./roles-editor/RolesForm.tsx";
import { TierForm } from "./validation-tier-control/TierForm.tsx";
import { ValidationTierControl } from "./validation-tier-control/ValidationTierControl.tsx";

const { builder, user } = ada();
const { client } = charles();

it.each([
  ["BuilderProfile", <BuilderProfile key="" userId="ada" />],
  ["ClientProfile", <ClientProfile key="" userId="charles" />],
  ["ProfileEditForm", <ProfileEditForm key="" userId="ada" />],
  ["ClientEditForm", <ClientEditForm key="" userId="charles" />],
])("%s is an outline on a server, which has no window", (_, element) => {
  expect(typeof window).toBe("undefined");
  const html = renderToString(
    <TestProvider server={new ProfileServer()} as="ada">
      {element}
    </TestProvider>,
  );
  expect(html).toContain('aria-busy="true"');
  expect(html).toContain("Loading the profile…");
});

it.each([
  ["RolesEditor", <RolesEditor key="" userId="ada" />],
  ["ValidationTierControl", <ValidationTierControl key="" userId="ada" />],
])("%s is nothing on a server, which doesn't know who may", (_, element) => {
  expect(renderToString(<TestProvider server={new ProfileServer()}>{element}</TestProvider>)).toBe("");
});

it.each([
  [
    "a builder",
    builder && <BuilderView key="" builder={builder} level={2} id="x" currency="EUR" actions={null} />,
    "Ada Byron",
  ],
  ["a client", client && <ClientView key="" client={client} level={2} id="x" actions={null} />, "Charles"],
  ["roles", <RolesForm key="" user={user} />, "Roles of Ada"],
  ["a tier", builder && <TierForm key="" builder={builder} />, "Validation tier"],
  [
    "a conflict",
    <ConflictPanel
      key=""
      fields={[{ field: "bio", mine: "a", theirs: "b" }]}
      labelOf={() => "About"}
      isSaving={false}
      onKeep={() => {}}
      onTakeTheirs={() => {}}
    />,
    "Theirs",
  ],
])(
  "%s is rendered without a window, and without style attributes that a strict CSP forbids",
  (_, element, text) => {
    const html = renderToString(<TestProvider server={new ProfileServer()}>{element}</TestProvider>);
    expect(html).toContain(text);
    expect(html).not.toMatch(/\sstyle=/);
  },
);
