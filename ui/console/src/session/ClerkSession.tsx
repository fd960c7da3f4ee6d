import {
  ClerkFailed,
  ClerkLoaded,
  ClerkLoading,
  ClerkProvider,
  SignIn,
  UserButton,
  useAuth,
  useClerk,
  useReverification,
} from "@clerk/react";
import { type ReactNode, useMemo } from "react";
import { Alone } from "../parts/Alone.tsx";
import { Notice } from "../parts/Notice.tsx";
import { Opening } from "../parts/Opening.tsx";
import { SessionContext } from "./session.ts";

interface ClerkSessionProps {
  publishableKey: string;
  children: ReactNode;
}

/** Sessions of a real Clerk application. Loaded only when `config.json` names its key. */
export default function ClerkSession({ publishableKey, children }: ClerkSessionProps) {
  return (
    <ClerkProvider publishableKey={publishableKey}>
      <ClerkLoading>
        <Opening />
      </ClerkLoading>
      <ClerkFailed>
        <NoClerk />
      </ClerkFailed>
      <ClerkLoaded>
        <Bridge>{children}</Bridge>
      </ClerkLoaded>
    </ClerkProvider>
  );
}

function Bridge({ children }: { children: ReactNode }) {
  const { userId, getToken } = useAuth();
  const clerk = useClerk();
  const reverify = useReverification((action: () => Promise<unknown>) => action());
  const session = useMemo(
    () => ({
      userId,
      getToken,
      reverify,
      signOut: () => void clerk.signOut(),
      signIn: (
        <Alone title="Sign in">
          <SignIn routing="hash" withSignUp={false} />
        </Alone>
      ),
      menu: <UserButton />,
    }),
    [userId, getToken, reverify, clerk],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

function NoClerk() {
  return (
    <Alone title="Nobody can sign in now">
      <Notice kind="bad" title="Clerk’s sign-in does not load" onRetry={() => window.location.reload()}>
        Look at status.clerk.com. If Clerk is well, “clerkPublishableKey” in config.json may be another
        instance’s, or the page’s content security policy doesn’t name Clerk’s host.
      </Notice>
    </Alone>
  );
}
