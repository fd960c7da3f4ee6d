"use client";

import type { ReactNode } from "react";
import type { Operation, Role } from "../api/types.ts";
import { useProfileAuth } from "./profileAuth.ts";

/** Properties of {@link ProfileGuard}. */
export interface ProfileGuardProps {
  /** What the viewer must be allowed to do. */
  permission?: Operation | undefined;
  /** What the viewer must be, and not be suspended. */
  role?: Role | undefined;
  /** What the others see. */
  fallback?: ReactNode;
  /** What is seen while it isn't known yet who is looking. */
  loading?: ReactNode;
  children?: ReactNode;
}

/**
 * Shows its children to those who may see them; without `permission` and `role`, to whoever is signed in. It hides,
 * and protects nothing: what may be seen and done is decided by the API.
 */
export function ProfileGuard({ permission, role, fallback, loading, children }: ProfileGuardProps) {
  const { profile, can, isLoading, isSuspended } = useProfileAuth();
  if (isLoading) return <>{loading}</>;
  const mayDo = permission === undefined || can(permission);
  const is = role === undefined || (!isSuspended && profile?.user.roles.includes(role));
  return <>{profile && mayDo && is ? children : fallback}</>;
}
