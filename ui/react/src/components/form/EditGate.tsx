"use client";
import type { ReactNode } from "react";
import { useProfileAuth } from "../../auth/profileAuth.ts";
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
  children: ReactNode;
}

/** Lets whoever may edit to the form, and tells everybody else why there is none. */
export function EditGate({ state, isAllowed, children }: EditGateProps) {
  const { isLoading, isSuspended } = useProfileAuth();
  const { status, error, retry, profile } = state;
  if (profile && isAllowed) return children;
  const isWaiting = status === "loading" || (status === "ready" && isLoading);
  return (
    <div className="ps-root ps-form" aria-busy={isWaiting}>
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
