import type { UseQueryResult } from "@tanstack/react-query";
import { useRef } from "react";

/**
 * Why what is read again and again can't be read. A query that never had an answer says no more that it failed while it
 * is asked once more; here it goes on being said, so that it doesn't come and go.
 */
export function useFailure({ error, isPending, errorUpdateCount }: UseQueryResult<unknown>): Error | null {
  const last = useRef(error);
  if (error) last.current = error;
  return error ?? (isPending && errorUpdateCount > 0 ? last.current : null);
}
