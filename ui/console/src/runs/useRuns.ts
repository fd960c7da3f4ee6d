import { useProfileClient } from "@buildappswith/profile-sync-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";

/** How often the list is asked for, in milliseconds: while a run is under way, and otherwise. */
const WHILE_OPEN_MS = 2000;
const OTHERWISE_MS = 15_000;

/** A page of the list of runs, newest first. */
export function useRuns(limit: number, cursor: string | null = null) {
  const client = useProfileClient();
  return useQuery({
    queryKey: ["runs", limit, cursor],
    queryFn: async ({ signal }) => {
      const query = { limit, ...(cursor && { cursor }) };
      const { data } = await client.GET("/v1/reconciliations", { params: { query }, signal });
      return data;
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.runs.some((run) => run.state === "open") ? WHILE_OPEN_MS : OTHERWISE_MS,
  });
}
