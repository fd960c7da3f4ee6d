import { useProfileClient } from "@buildappswith/profile-sync-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";

/** A page of somebody's audit trail, with the verdict on the whole chain. `userId` is ours. */
export function useAudit(userId: string, cursor: string | null) {
  const client = useProfileClient();
  return useQuery({
    queryKey: ["audit", userId, cursor],
    queryFn: async ({ signal }) => {
      const query = { limit: 20, ...(cursor && { cursor }) };
      const { data } = await client.GET("/v1/users/{userId}/audit", {
        params: { path: { userId }, query },
        signal,
      });
      return data;
    },
    placeholderData: keepPreviousData,
  });
}
