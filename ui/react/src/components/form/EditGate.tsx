"use client";
import type { ReactNode } from "react";
import { useProfileAuth } from "../../auth/profileAuth.ts";
import { classes } from "../parts/classes.ts";
import {
  NoEditNotice,
  ProfileStatus,
  type ProfileStatusProps,
  SuspendedNotice,
} from "../status/ProfileStatus.tsx";

/** Props of {@link EditGate}. */
export interface EditGateProps {
  /** The profile, or why there is none. */
  state: Pick<ProfileStatusProps, "error" | "retry"> & {
    status: ProfileStatusProps["status"] | "ready";
    profile?: unknown;
  };
  isAllowed: boolean;
  /** The host's, for what stands in the form's place. */
  className: string | undefined;
  children: ReactNode;
}

/** Lets whoever may edit to the form, and tells everybody else why there is none. */
export function EditGate({ state, isAllowed, className, children }: EditGateProps) {
  const { isLoading, isSuspended } = useProfileAuth();
  const { status, error, retry, profile } = state;
  if (profile && isAllowed) return children;
  const isWaiting = status === "loading" || (status === "ready" && isLoading);
  return (
    <div className={classes("ps-root ps-form", className)} aria-busy={isWaiting}>
      {isWaiting ? (
        <ProfileStatus status="loading" retry={retry} />
      ) : isSuspended ? (
        <SuspendedNotice />
      ) : status !== "ready" ? (
        <ProfileStatus status={status} error={error} retry={retry} />
      ) : (
        <NoEditNotice />
      )}
    </div>
  );
}
