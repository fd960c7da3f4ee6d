"use client";

/** Who is looking: everything that is asked, kept and written in their name hangs on them. */

import type { QueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { GetToken, ProfileClient } from "../api/client.ts";
import { createProfileClient } from "../api/client.ts";
import { ProfileConnectionError } from "../api/errors.ts";
import { isPresent } from "./presence.ts";

/**
 * Lets the viewer prove anew who they are, when the API asks for it, and repeats the action.
 *
 * `action` resolves to the API's answer; when the API wants a fresh proof, that answer holds Clerk's hint. What
 * Clerk's `useReverification((action: () => Promise<unknown>) => action())` returns is one.
 */
export type Reverify = (action: () => Promise<unknown>) => Promise<unknown>;

/** What the host lends, as it was last rendered. */
export interface Host {
  getToken: GetToken;
  reverify: Reverify | undefined;
  fetch: ((request: Request) => Promise<Response>) | undefined;
}

/** A version of a profile that this viewer made. */
export interface OwnSave {
  etag: string | undefined;
  version: number;
}

/** Somebody who looks, or the public. */
export interface Viewer {
  /** Clerk's id of them; null is the public, undefined while Clerk doesn't know yet. */
  readonly clerkId: string | null | undefined;
  /** What the keys of their queries and edits begin with. */
  readonly scope: readonly string[];
  /** Asks in their name, and fails once they have left. */
  readonly client: ProfileClient;
  /** Returns a token that is surely new. */
  freshToken(): Promise<string | null>;
  /** Where what they saw is kept. */
  readonly queryClient: QueryClient;
  /** The versions that they made, by kind, user and the version before. */
  readonly ownSaves: Map<string, OwnSave>;
  /** What the host lends. */
  host: Host;
}

/** Makes a viewer. */
export function createViewer(
  apiUrl: string,
  clerkId: string | null | undefined,
  queryClient: QueryClient,
  host: Host,
): Viewer {
  const scope = ["profile-sync", apiUrl, clerkId ?? "public"];
  const getToken: GetToken = async (options) => {
    const token = await viewer.host.getToken(options);
    // By now it may be the next viewer's, and what this one asked for must not be done in their name.
    if (!isPresent(queryClient, scope)) throw new ProfileConnectionError("the viewer has left");
    return token;
  };
  const viewer: Viewer = {
    clerkId,
    scope,
    client: createProfileClient({
      apiUrl,
      getToken: clerkId ? getToken : undefined,
      fetch: (request) => watched(viewer, request),
    }),
    freshToken: () => getToken({ skipCache: true }),
    queryClient,
    ownSaves: new Map(),
    host,
  };
  return viewer;
}

/** Where what the viewer is and may do is kept. */
export function meKey(viewer: Viewer): readonly string[] {
  return [...viewer.scope, "me"];
}

/** Sends a request; when it is refused, the viewer may no longer be who they were, and is read again. */
async function watched(viewer: Viewer, request: Request): Promise<Response> {
  const send = viewer.host.fetch ?? globalThis.fetch;
  const response = await send(request);
  const refused = response.status === 401 || response.status === 403;
  if (refused && !request.url.endsWith("/v1/me")) {
    void viewer.queryClient.invalidateQueries({ queryKey: meKey(viewer) });
  }
  return response;
}

/** Holds the viewer for the hooks. */
export const ViewerContext = createContext<Viewer | undefined>(undefined);

/** The viewer. Throws outside of `<ProfileAuthProvider>`. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error("profile-sync: put <ProfileAuthProvider> around what shows or edits profiles");
  return viewer;
}

/** The typed client, asking in the viewer's name. Throws outside of `<ProfileAuthProvider>`. */
export function useProfileClient(): ProfileClient {
  return useViewer().client;
}
