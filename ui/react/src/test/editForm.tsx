/** A builder's form on a screen, for tests of what it does. */

import { fireEvent, screen } from "@testing-library/react";
import {
  ProfileEditForm,
  type ProfileEditFormProps,
} from "../components/profile-edit-form/ProfileEditForm.tsx";
import type { TestProviderProps } from "./provider.tsx";
import { ProfileServer } from "./server.ts";
import { ada, noor, show } from "./views.tsx";

/** What saves. */
export const PATCH = "PATCH /v1/builders/ada";

/** Opens it as the builder; `sent` holds the patches that were sent, in their order. */
export async function open(
  props: Partial<ProfileEditFormProps> = {},
  server = new ProfileServer(ada(), noor()),
  provider: Partial<TestProviderProps> = {},
) {
  const sent: unknown[] = [];
  const watching: typeof server.fetch = async (request) => {
    if (request.method === "PATCH") sent.push(await request.clone().json());
    return server.fetch(request);
  };
  const shown = show(<ProfileEditForm userId="ada" {...props} />, {
    server,
    as: "ada",
    fetch: watching,
    ...provider,
  });
  await screen.findByRole("form", { name: "Edit profile" });
  const write = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  const save = () => shown.user.click(screen.getByText("Save changes"));
  return { ...shown, server, sent, write, save };
}
