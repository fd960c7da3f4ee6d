"use client";

import { QueryClient, QueryClientContext, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useContext, useEffect, useMemo, useState } from "react";
import type { ProfileClientOptions } from "../api/client.ts";
import { reading, readOptions } from "../api/reading.ts";
import { enter } from "./presence.ts";
import type { ProfileAuth } from "./profileAuth.ts";
import { ProfileAuthContext, profileAuth } from "./profileAuth.ts";
import { useNewStanding } from "./standing.ts";
import type { Host, Reverify, Viewer } from "./viewer.ts";
import { createViewer, meKey, ViewerContext } from "./viewer.ts";

/** Properties of {@link ProfileAuthProvider}. */
export interface ProfileAuthProviderProps extends Required<Pick<ProfileClientOptions, "apiUrl">> {
  /** Clerk's id of whoever is signed in; null when nobody is, undefined while Clerk loads: `useAuth().userId`. */
  userId: string | null | undefined;
  /** Returns their session token: `useAuth().getToken`. */
  getToken: Host["getToken"];
  /** Asks them to prove who they are, for what needs it. Without it, that ends with an error that says so. */
  reverify?: Reverify | undefined;
  /** Where to keep what they saw; else the client around the provider, else one of its own. */
  queryClient?: QueryClient | undefined;
  /** How often to ask anew what they may do, in seconds; 0 is never. */
  refreshSeconds?: number | undefined;
  /** What sends the requests; the browser's `fetch` when it is missing. */
  fetch?: Host["fetch"];
  children?: ReactNode;
}

/** Knows who is looking and what they may do, for everything inside. What a viewer saw goes when they do. */
export function ProfileAuthProvider({ children, refreshSeconds = 60, ...props }: ProfileAuthProviderProps) {
  const viewer = useCurrentViewer(props);
  const auth = useMe(viewer, refreshSeconds);
  return (
    <ViewerContext.Provider value={viewer}>
      <ProfileAuthContext.Provider value={auth}>{children}</ProfileAuthContext.Provider>
    </ViewerContext.Provider>
  );
}

type ViewerProps = Omit<ProfileAuthProviderProps, "children" | "refreshSeconds">;

function useCurrentViewer({ apiUrl, userId, getToken, reverify, queryClient, fetch }: ViewerProps): Viewer {
  const around = useContext(QueryClientContext);
  const [own] = useState(() => new QueryClient());
  const cache = queryClient ?? around ?? own;
  // A viewer begins with the functions that were rendered with them: no request of theirs goes out with the token
  // of the one before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: hosts make new functions at each rendering; the effect below hands them over
  const viewer = useMemo(
    () => createViewer(apiUrl, userId, cache, { getToken, reverify, fetch }),
    [apiUrl, userId, cache],
  );
  useEffect(() => {
    viewer.host = { getToken, reverify, fetch };
  });
  useEffect(() => enter(viewer.queryClient, viewer.scope), [viewer]);
  useEffect(() => {
    // Only a mounted client hears of focus and connection; being mounted twice does no harm.
    cache.mount();
    return () => cache.unmount();
  }, [cache]);
  return viewer;
}

function useMe(viewer: Viewer, refreshSeconds: number): ProfileAuth {
  const { clerkId, client, queryClient, scope } = viewer;
  const query = useQuery(
    {
      ...readOptions,
      queryKey: meKey(viewer),
      queryFn: ({ signal }) => reading(client.GET("/v1/me", { signal }).then(({ data }) => data)),
      enabled: Boolean(clerkId),
      refetchInterval: refreshSeconds * 1000 || false,
    },
    queryClient,
  );
  const { data, error, errorUpdateCount } = query;
  useNewStanding(viewer, data);
  const isLoading = clerkId === undefined || (Boolean(clerkId) && !data && errorUpdateCount === 0);
  return useMemo(() => {
    const me = data?.status === "ready" ? data.value : undefined;
    const refusal = data?.status === "ready" ? null : (data?.error ?? null);
    const refresh = () => queryClient.invalidateQueries({ queryKey: scope });
    return profileAuth(me, { isLoading, error: error ?? refusal, refresh });
  }, [data, error, isLoading, queryClient, scope]);
}
