"use client";
import { useProfileAuth } from "../../auth/profileAuth.ts";
import { useProfile } from "../../profile/useProfile.ts";
import { ClientEditForm } from "../client-edit-form/ClientEditForm.tsx";
import type { HeadingLevel } from "../parts/Heading.tsx";
import { type ProfileHostProps, ProfileShell } from "../parts/ProfileShell.tsx";
import { ClientView } from "./ClientView.tsx";
import { messages } from "./messages.ts";

/** Props of {@link ClientProfile}. */
export interface ClientProfileProps extends ProfileHostProps {
  /** The platform's id of the client. */
  userId: string;
  /** How deep the name stands in the page's outline: 2 unless told otherwise. */
  headingLevel?: HeadingLevel;
}

/** A client's profile, for the client and for admins. */
export function ClientProfile({ userId, headingLevel = 2, ...host }: ClientProfileProps) {
  const state = useProfile({ client: userId });
  const { can } = useProfileAuth();
  const { profile } = state;
  return (
    <ProfileShell
      key={userId}
      host={host}
      label={messages.label}
      state={state}
      mayEdit={Boolean(profile?.permissions.canEdit) && can("editClient")}
      form={(handlers) => (
        <ClientEditForm userId={userId} headingLevel={headingLevel} takesFocus {...handlers} />
      )}
      view={(id, actions) =>
        profile && <ClientView client={profile} level={headingLevel} id={id} actions={actions} />
      }
    />
  );
}
