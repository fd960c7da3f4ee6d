"use client";

/** What the viewer is and may do. */

import { createContext, useContext } from "react";
import { ProfileApiError } from "../api/errors.ts";
import type { Me, Operation } from "../api/types.ts";

/** What the viewer is and may do, as the API said last. */
export interface ProfileAuth {
  /** Their account and their profiles, once they are known. */
  profile: Me | undefined;
  /** The platform's id of them, which is not Clerk's. */
  userId: string | undefined;
  /** What they may do: with what is theirs, and, if they are an admin, with everybody's. */
  permissions: readonly Operation[];
  /** Whether they may do it, with what is theirs or as an admin. */
  can(operation: Operation): boolean;
  /** Whether they are that user, by the platform's id. */
  isOwner(userId: string): boolean;
  /** Whether they are an admin, and not suspended. */
  isAdmin: boolean;
  /** Whether the API knows them. */
  isAuthenticated: boolean;
  /** Whether their account is suspended: they may look at it, and do nothing. */
  isSuspended: boolean;
  /** Whether it isn't known yet who they are. */
  isLoading: boolean;
  /** Why it can't be said who they are, or could not be said anew. */
  error: Error | null;
  /** Reads again who they are and all that they have on their screen. */
  refresh(): Promise<void>;
}

/**
 * Whether the API no longer takes the viewer's session, while Clerk still has one: they may sign in again and go on.
 * `status` is what a read of theirs came to; it may hear of it sooner.
 */
export function isSessionOver({ error }: Pick<ProfileAuth, "error">, status?: string): boolean {
  return status === "signed-out" || (error instanceof ProfileApiError && error.status === 401);
}

/** Says what somebody is and may do. */
export function profileAuth(
  me: Me | undefined,
  state: Pick<ProfileAuth, "isLoading" | "error" | "refresh">,
): ProfileAuth {
  const permissions = me?.permissions ?? [];
  return {
    ...state,
    profile: me,
    userId: me?.user.id,
    permissions,
    can: (operation) => permissions.includes(operation),
    isOwner: (userId) => me?.user.id === userId,
    isAdmin: me?.user.status === "active" && me.user.roles.includes("ADMIN"),
    isAuthenticated: me !== undefined,
    isSuspended: me?.user.status === "suspended",
  };
}

/** Holds it for {@link useProfileAuth}. */
export const ProfileAuthContext = createContext<ProfileAuth | undefined>(undefined);

/** What the viewer is and may do. Throws outside of `<ProfileAuthProvider>`. */
export function useProfileAuth(): ProfileAuth {
  const auth = useContext(ProfileAuthContext);
  if (!auth) throw new Error("profile-sync: put <ProfileAuthProvider> around what asks who is looking");
  return auth;
}
