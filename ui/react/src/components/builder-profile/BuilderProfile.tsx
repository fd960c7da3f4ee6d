"use client";
import { useProfileAuth } from "../../auth/profileAuth.ts";
import { useProfile } from "../../profile/useProfile.ts";
import type { HeadingLevel } from "../parts/Heading.tsx";
import { type ProfileHostProps, ProfileShell } from "../parts/ProfileShell.tsx";
import { useLast } from "../parts/useLast.ts";
import { ProfileEditForm } from "../profile-edit-form/ProfileEditForm.tsx";
import { BuilderView } from "./BuilderView.tsx";
import { messages } from "./messages.ts";

/** Whose profile: by the platform's id of the person, or by the profile's address. */
type Whose = { userId: string; slug?: never } | { slug: string; userId?: never };

/** Props of {@link BuilderProfile}. */
export type BuilderProfileProps = Whose &
  ProfileHostProps & {
    /** How deep the name stands in the page's outline: 2 unless told otherwise. */
    headingLevel?: HeadingLevel;
    /** Code of the prices' currency (ISO 4217). The platform stores none; without it only the number is shown. */
    currency?: string;
  };

/** A builder's profile as the viewer may see it, with what they may do. */
export function BuilderProfile({ userId, slug, headingLevel = 2, currency, ...host }: BuilderProfileProps) {
  const state = useProfile(slug === undefined ? { builder: userId } : { builderSlug: slug });
  const { can, isOwner, isSuspended } = useProfileAuth();
  const { profile } = state;
  // An open form outlives a session, and with it the profile that tells whose address it is.
  const builder = useLast(userId ?? profile?.userId, slug ?? userId);
  // To the API, somebody suspended is a stranger; they had better hear why their own profile isn't there.
  const isSuspendedOwner = isSuspended && userId !== undefined && isOwner(userId);
  return (
    <ProfileShell
      key={slug ?? userId}
      host={host}
      label={messages.label}
      state={isSuspendedOwner ? { ...state, status: "suspended" } : state}
      mayEdit={Boolean(profile?.permissions.canEdit) && can("editBuilder")}
      form={(handlers) =>
        builder && <ProfileEditForm userId={builder} headingLevel={headingLevel} takesFocus {...handlers} />
      }
      view={(id, actions) =>
        profile && (
          <BuilderView builder={profile} level={headingLevel} id={id} currency={currency} actions={actions} />
        )
      }
    />
  );
}
