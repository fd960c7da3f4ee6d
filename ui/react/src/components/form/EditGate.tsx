"use client";
import { type ReactNode, useMemo } from "react";
import type { Operation } from "../../api/types.ts";
import { isSessionOver, useProfileAuth } from "../../auth/profileAuth.ts";
import { useViewer } from "../../auth/viewer.ts";
import type { ProfileOf, ProfileReference, Seen } from "../../profile/kind.ts";
import { useSavedProfile } from "../../profile/useProfile.ts";
import { classes } from "../parts/classes.ts";
import { useLast } from "../parts/useLast.ts";
import { NoEditNotice, ProfileStatus, SuspendedNotice } from "../status/ProfileStatus.tsx";

/** Props of {@link EditGate}. */
export interface EditGateProps<R extends ProfileReference> {
  /** Whose profile. */
  reference: R;
  /** What one must be allowed to do. */
  operation: Operation;
  /** The host's, for what stands in the form's place. */
  className: string | undefined;
  /** The form of the profile as it is now. */
  children(now: Seen<ProfileOf<R>>): ReactNode;
}

/**
 * Lets whoever may edit to the form, and tells everybody else why there is none. A form that is open stays when the
 * session ends, so that nothing that was written is lost.
 */
export function EditGate<R extends ProfileReference>(props: EditGateProps<R>) {
  const { reference, operation, className, children } = props;
  const auth = useProfileAuth();
  const state = useSavedProfile(reference);
  const { status, error, retry, profile, etag } = state;
  const isAllowed = Boolean(profile?.permissions.canEdit) && auth.can(operation);
  const now = useMemo(
    () => (isAllowed && profile ? { profile, etag } : undefined),
    [isAllowed, profile, etag],
  );
  const open = useLast(now, whose(useViewer().scope, reference));
  if (open && (now || isSessionOver(auth, status))) return children(open);
  const isWaiting = status === "loading" || (status === "ready" && auth.isLoading);
  return (
    <div className={classes("ps-root ps-form", className)} aria-busy={isWaiting}>
      {isWaiting ? (
        <ProfileStatus status="loading" retry={retry} />
      ) : auth.isSuspended ? (
        <SuspendedNotice />
      ) : status !== "ready" ? (
        <ProfileStatus status={status} error={error} retry={retry} />
      ) : (
        <NoEditNotice />
      )}
    </div>
  );
}

function whose(scope: readonly string[], reference: ProfileReference): string {
  return JSON.stringify([scope, reference]);
}
