import { useProfileClient } from "@buildappswith/profile-sync-react";
import { useQuery } from "@tanstack/react-query";

const EVERY_MS = 5000;

/** How the sync is, asked for every five seconds while the tab is visible. */
export function useSyncStatus() {
  const client = useProfileClient();
  return useQuery({
    queryKey: ["sync-status"],
    queryFn: async ({ signal }) => {
      const { data } = await client.GET("/v1/sync-status", { signal });
      return data;
    },
    refetchInterval: EVERY_MS,
  });
}
