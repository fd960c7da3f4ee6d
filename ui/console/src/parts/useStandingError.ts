import { useState } from "react";

interface Asked {
  error: Error | null;
  isPending: boolean;
  errorUpdateCount: number;
}

/**
 * Why a query has failed, until it has an answer. While one without any data is asked once more, TanStack Query
 * forgets its error, and what is shown would come and go with each question.
 */
export function useStandingError({ error, isPending, errorUpdateCount }: Asked): Error | null {
  const [last, setLast] = useState(error);
  if (error && error !== last) setLast(error);
  return error ?? (isPending && errorUpdateCount > 0 ? last : null);
}
