/** A host for what is tested. */

import type { ReactNode } from "react";
import { StrictMode } from "react";
import type { ProfileAuthProviderProps } from "../auth/ProfileAuthProvider.tsx";
import { ProfileAuthProvider } from "../auth/ProfileAuthProvider.tsx";
import type { ProfileServer } from "./server.ts";

/** Properties of {@link TestProvider}. */
export interface TestProviderProps extends Partial<ProfileAuthProviderProps> {
  server: ProfileServer;
  /** The platform's id of whoever is signed in; nobody when it is missing. */
  as?: string | undefined;
  children?: ReactNode;
}

/** The provider as a host has it, in strict mode, with the server in memory. */
export function TestProvider({ server, as, children, ...props }: TestProviderProps) {
  const clerkId = as === undefined ? null : `user_${as}`;
  return (
    <StrictMode>
      <ProfileAuthProvider
        apiUrl={server.url}
        userId={clerkId}
        getToken={async (options) => clerkId && (options?.skipCache ? `${clerkId} fresh` : clerkId)}
        fetch={server.fetch}
        {...props}
      >
        {children}
      </ProfileAuthProvider>
    </StrictMode>
  );
}

/** A wrapper for `renderHook` and `render`. */
export function wrapperOf(props: TestProviderProps) {
  return ({ children }: { children: ReactNode }) => <TestProvider {...props}>{children}</TestProvider>;
}
