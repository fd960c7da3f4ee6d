import { ProfileApiError, useProfileAuth } from "@buildappswith/profile-sync-react";
import type { ReactNode } from "react";
import { Alone } from "../parts/Alone.tsx";
import { ErrorNotice } from "../parts/ErrorNotice.tsx";
import { Notice } from "../parts/Notice.tsx";
import { Opening } from "../parts/Opening.tsx";
import { useSession } from "./session.ts";

/** Lets admins in. Everybody else sees why they are not let in, and what to do about it. */
export function AdminGate({ children }: { children: ReactNode }) {
  const session = useSession();
  const { profile, isAdmin, isSuspended, error, refresh } = useProfileAuth();
  if (session.userId === undefined) return <Opening />;
  if (session.userId === null) return session.signIn;
  if (profile && isSuspended) return <Suspended />;
  if (profile && !isAdmin) return <NoAdmin onRetry={refresh} />;
  if (profile) return children;
  if (isCode(error, "account_deleted")) return <Deleted />;
  if (isCode(error, "account_suspended")) return <Suspended />;
  if (error) {
    return (
      <Stopped title="The console can't open">
        <ErrorNotice error={error} onRetry={refresh} />
      </Stopped>
    );
  }
  return <Opening />;
}

function NoAdmin({ onRetry }: { onRetry: () => void }) {
  return (
    <Stopped title="The console is for admins">
      <Notice kind="attention" title="You are not an admin" onRetry={onRetry}>
        <p>An admin can give you the role: here under Users, in your account’s Roles.</p>
        <p>
          Nobody is an admin yet? Give the first one <code>{'{"roles": ["CLIENT", "ADMIN"]}'}</code> as public
          metadata in the Clerk Dashboard, or use the operator’s tool: “Let people in” in infra/README.md. The
          role counts as soon as the platform’s record has it, mostly within a second.
        </p>
      </Notice>
    </Stopped>
  );
}

function Suspended() {
  return (
    <Stopped title="Your account is suspended">
      <Notice kind="bad" title="You can’t do anything here for now">
        Your account is banned or locked in Clerk. Ask another admin to lift that in the Clerk Dashboard,
        under Users; the platform follows within a second. Then sign in again.
      </Notice>
    </Stopped>
  );
}

function Deleted() {
  return (
    <Stopped title="Your account is deleted">
      <Notice kind="bad" title="This account is gone from the platform">
        It was deleted in Clerk, which is for good. Sign up anew, and ask an admin for the role.
      </Notice>
    </Stopped>
  );
}

/** A page for who is signed in and can't go on. */
function Stopped({ title, children }: { title: string; children: ReactNode }) {
  const { signOut } = useSession();
  return (
    <Alone title={title}>
      {children}
      <button type="button" className="button" onClick={signOut}>
        Sign in as somebody else
      </button>
    </Alone>
  );
}

function isCode(error: Error | null, code: ProfileApiError["code"]): boolean {
  return error instanceof ProfileApiError && error.code === code;
}
