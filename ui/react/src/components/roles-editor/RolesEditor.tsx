"use client";
import type { HTMLAttributes } from "react";
import { useProfileAuth } from "../../auth/profileAuth.ts";
import { useUser } from "../../profile/useUser.ts";
import { classes } from "../parts/classes.ts";
import { Notice } from "../parts/Notice.tsx";
import { ProfileStatus } from "../status/ProfileStatus.tsx";
import { messages } from "./messages.ts";
import { RolesForm } from "./RolesForm.tsx";

/** Props of {@link RolesEditor}. */
export interface RolesEditorProps extends HTMLAttributes<HTMLElement> {
  /** The platform's id of the person. */
  userId: string;
}

/** Lets admins say what somebody is on the platform. Nothing for everybody else. */
export function RolesEditor(props: RolesEditorProps) {
  const { can } = useProfileAuth();
  return can("setRoles") ? <AdminsEditor {...props} /> : null;
}

function AdminsEditor({ userId, className, ...rest }: RolesEditorProps) {
  const { status, user, error, retry } = useUser(userId);
  return (
    <section
      {...rest}
      className={classes("ps-root", className)}
      aria-label={messages.label}
      aria-busy={status === "loading"}
    >
      {status === "not-found" ? (
        <Notice title={messages.unknownTitle} />
      ) : status !== "ready" ? (
        <ProfileStatus status={status} error={error} retry={retry} />
      ) : user.status === "deleted" ? (
        <Notice icon="lock" title={messages.deletedTitle}>
          <p>{messages.deletedText}</p>
        </Notice>
      ) : (
        <RolesForm key={userId} user={user} />
      )}
    </section>
  );
}
