"use client";
import type { HTMLAttributes } from "react";
import { useProfileAuth } from "../../auth/profileAuth.ts";
import { useProfile } from "../../profile/useProfile.ts";
import { classes } from "../parts/classes.ts";
import { TierForm } from "./TierForm.tsx";

/** Props of {@link ValidationTierControl}. */
export interface ValidationTierControlProps extends HTMLAttributes<HTMLDivElement> {
  /** The platform's id of the builder. */
  userId: string;
}

/** Lets admins say how thoroughly a builder was checked. Nothing for everybody else. */
export function ValidationTierControl({ userId, className, ...rest }: ValidationTierControlProps) {
  const { profile } = useProfile({ builder: userId });
  const { can } = useProfileAuth();
  if (!profile?.permissions.canVerify || !can("verifyBuilder")) return null;
  return (
    <div {...rest} className={classes("ps-root", className)}>
      <TierForm key={userId} builder={profile} />
    </div>
  );
}
