import type { GetToken, Reverify } from "@buildappswith/profile-sync-react";
import { createContext, type ReactNode, useContext } from "react";

/** Who has signed in, and how they sign in and out: with Clerk, or as one of the simulator's people. */
export interface Session {
  /** Clerk's id; null when nobody is signed in, undefined until that is known. */
  userId: string | null | undefined;
  getToken: GetToken;
  /** Lets them prove anew who they are, when an action asks for it. */
  reverify: Reverify;
  signOut: () => void;
  /** The sign-in form, for who is signed out. */
  signIn: ReactNode;
  /** What shows in the header beside their name: a menu of Clerk's, or nothing. */
  menu?: ReactNode;
}

/** Where the session is passed down; `LocalSession` and `ClerkSession` fill it. */
export const SessionContext = createContext<Session | null>(null);

/** The session around. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession needs a LocalSession or a ClerkSession around it.");
  return session;
}
