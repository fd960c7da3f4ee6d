"use client";
import { ProfileApiError } from "../../api/errors.ts";
import { Notice } from "../parts/Notice.tsx";
import { messages } from "./messages.ts";
import { Skeleton } from "./Skeleton.tsx";

/** What there is instead of a profile. */
export interface ProfileStatusProps {
  status: "loading" | "not-found" | "signed-out" | "forbidden" | "suspended" | "error";
  error?: Error | null | undefined;
  retry(): void;
}

/** Says why there is no profile to show, and what can be done about it. */
export function ProfileStatus({ status, error, retry }: ProfileStatusProps) {
  switch (status) {
    case "loading":
      return <Skeleton />;
    case "not-found":
      return (
        <Notice title={messages.notFoundTitle}>
          <p>{messages.notFoundText}</p>
        </Notice>
      );
    case "signed-out":
      return (
        <Notice icon="lock" title={messages.signedOutTitle}>
          <p>{messages.signedOutText}</p>
        </Notice>
      );
    case "forbidden":
      return <Forbidden error={error} />;
    case "suspended":
      return <SuspendedNotice />;
    case "error":
      return <Failed error={error} retry={retry} />;
  }
}

function Forbidden({ error }: Pick<ProfileStatusProps, "error">) {
  const code = error instanceof ProfileApiError ? error.code : undefined;
  // It isn't the profile then that can't be seen, but the viewer who can't look.
  if (code === "account_deleted" || code === "account_suspended") {
    return <Notice icon="lock" tone="warning" title={messages.accountTitles[code]} />;
  }
  return (
    <Notice icon="lock" title={messages.forbiddenTitle}>
      <p>{messages.forbiddenText}</p>
    </Notice>
  );
}

function Failed({ error, retry }: Pick<ProfileStatusProps, "error" | "retry">) {
  const id = error instanceof ProfileApiError ? error.requestId : undefined;
  return (
    <Notice tone="danger" title={messages.errorTitle} role="alert">
      <p>{messages.errorText}</p>
      {id && <p className="ps-hint">{messages.reference(id)}</p>}
      <button type="button" className="ps-button" onClick={retry}>
        {messages.retry}
      </button>
    </Notice>
  );
}

/** Tells a suspended viewer why nothing can be changed. */
export function SuspendedNotice() {
  return (
    <Notice icon="lock" tone="warning" title={messages.suspendedTitle}>
      <p>{messages.suspendedText}</p>
    </Notice>
  );
}

/** Tells somebody that they may look but not edit. */
export function NoEditNotice() {
  return (
    <Notice icon="lock" title={messages.noEditTitle}>
      <p>{messages.noEditText}</p>
    </Notice>
  );
}
