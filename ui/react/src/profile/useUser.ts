"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReadProgress, Refusal } from "../api/reading.ts";
import { progressOf, reading, readOptions, statusOf } from "../api/reading.ts";
import type { User } from "../api/types.ts";
import { useViewer } from "../auth/viewer.ts";
import { pushPoll, userKey } from "./profileCache.ts";

/** An account, or why there is none to see. */
export type UserState = ReadProgress &
  ({ status: "ready"; user: User } | { status: "loading" | "error" | Refusal; user: undefined });

/** Reads an account: the viewer's own, or anybody's for admins. */
export function useUser(userId: string): UserState {
  const viewer = useViewer();
  const { clerkId, client, queryClient } = viewer;
  const query = useQuery(
    {
      ...readOptions,
      queryKey: userKey(viewer, userId),
      queryFn: ({ signal }) => {
        const params = { path: { userId } };
        return reading(client.GET("/v1/users/{userId}", { params, signal }).then(({ data }) => data));
      },
      refetchInterval: ({ state }) => state.data?.status === "ready" && pushPoll(state.data.value),
      enabled: Boolean(clerkId),
    },
    queryClient,
  );
  const progress = progressOf(query);
  if (query.data?.status === "ready") return { ...progress, status: "ready", user: query.data.value };
  return { ...progress, status: clerkId === null ? "signed-out" : statusOf(query), user: undefined };
}
