import { useProfileClient } from "@buildappswith/profile-sync-react";
import { useQuery } from "@tanstack/react-query";

/** How often both sides are asked while Clerk has still to be told of an edit, in milliseconds. */
const WHILE_PENDING_MS = 2000;

/** What the platform and Clerk say of somebody. `id` is ours or Clerk's. */
export function useComparison(id: string) {
  const client = useProfileClient();
  return useQuery({
    queryKey: ["comparison", id],
    queryFn: async ({ signal }) => {
      const { data } = await client.GET("/v1/users/{userId}/comparison", {
        params: { path: { userId: id } },
        signal,
      });
      return data;
    },
    refetchInterval: ({ state }) => state.data?.pendingPush != null && WHILE_PENDING_MS,
  });
}
