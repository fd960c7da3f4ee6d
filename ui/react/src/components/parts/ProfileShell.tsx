"use client";
import { type HTMLAttributes, type ReactNode, useId } from "react";
import { isSessionOver, useProfileAuth } from "../../auth/profileAuth.ts";
import { ProfileStatus, type ProfileStatusProps } from "../status/ProfileStatus.tsx";
import { classes } from "./classes.ts";
import { Icon } from "./Icon.tsx";
import { messages } from "./messages.ts";
import { useEditing } from "./useEditing.ts";

/** What a host may set of every profile; whatever else an element has goes to its outermost one. */
export interface ProfileHostProps extends HTMLAttributes<HTMLElement> {
  /** What the host lets viewers do, beside the package's own buttons. */
  actions?: ReactNode;
  /** Opens the host's own page for editing. Without it, the form opens in the profile's place. */
  onEdit?: () => void;
  /** Whether there is something to lose in the form: for a router that asks before it leaves. */
  onDirtyChange?: (isDirty: boolean) => void;
}

/** What the form in a profile's place is given. */
export interface ShellFormProps {
  onSaved(): void;
  onCancel(): void;
  onDirtyChange: ProfileHostProps["onDirtyChange"];
}

/** Props of {@link ProfileShell}. */
export interface ProfileShellProps {
  host: ProfileHostProps;
  /** What it is called as long as there is no name. */
  label: string;
  /** The profile, or why there is none. */
  state: Pick<ProfileStatusProps, "error" | "retry"> & { status: ProfileStatusProps["status"] | "ready" };
  mayEdit: boolean;
  /** The form in the profile's place. */
  form(handlers: ShellFormProps): ReactNode;
  /** The profile; `id` is that of the heading with the name. */
  view(id: string, actions: ReactNode): ReactNode;
}

/** What every profile has around it: its state, and the way to its form and back. */
export function ProfileShell({ host, label, state, mayEdit, form, view }: ProfileShellProps) {
  const { actions, onEdit, onDirtyChange, className, ...rest } = host;
  const { status, error, retry } = state;
  const id = useId();
  const auth = useProfileAuth();
  const editing = useEditing();
  // A form that is open says itself that the session is over, and keeps what was written.
  const isEditing = editing.isEditing && (mayEdit || isSessionOver(auth, status));
  const button = mayEdit && (
    <button ref={editing.button} type="button" className="ps-button" onClick={onEdit ?? editing.open}>
      <Icon name="pencil" />
      {messages.edit}
    </button>
  );
  const content = () =>
    isEditing
      ? form({ onSaved: () => editing.close(messages.saved), onCancel: () => editing.close(), onDirtyChange })
      : view(
          id,
          <>
            {actions}
            {button}
          </>,
        );
  return (
    <article
      {...rest}
      className={classes("ps-root ps-profile", className)}
      aria-busy={status === "loading"}
      {...(status === "ready" && !isEditing ? { "aria-labelledby": id } : { "aria-label": label })}
    >
      <p role="status" className="ps-hidden">
        {editing.said}
      </p>
      {status === "ready" || isEditing ? (
        content()
      ) : (
        <ProfileStatus status={status} error={error} retry={retry} />
      )}
    </article>
  );
}
