/** What comes of a read: that something is not there, or not for this viewer, is an answer and no failure. */

import type { UseQueryResult } from "@tanstack/react-query";
import { ProfileApiError } from "./errors.ts";
import { readRetries } from "./retries.ts";

/** Why there is nothing to see. */
export type Refusal = "not-found" | "signed-out" | "forbidden";

/** What the API says to a read. */
export type Reading<Value> = { status: "ready"; value: Value } | { status: Refusal; error: ProfileApiError };

const REFUSALS: Readonly<Record<number, Refusal>> = { 401: "signed-out", 403: "forbidden", 404: "not-found" };

/** Waits for a read. As an answer, a refusal replaces what was there to see before; a failure would leave it. */
export async function reading<Value>(read: Promise<Value>): Promise<Reading<Value>> {
  try {
    return { status: "ready", value: await read };
  } catch (error) {
    const status = error instanceof ProfileApiError ? REFUSALS[error.status] : undefined;
    if (error instanceof ProfileApiError && status) return { status, error };
    throw error;
  }
}

/** How everything is read. It says all that a host's defaults could make to show one viewer what another saw. */
export const readOptions = {
  ...readRetries,
  networkMode: "always",
  placeholderData: () => undefined,
  refetchOnMount: true,
  refetchOnReconnect: true,
  refetchOnWindowFocus: true,
  staleTime: 0,
  throwOnError: false,
} as const;

/** Where a read stands. */
export interface ReadProgress {
  /** Why there is nothing to see, or why what there is could not be read again. */
  error: Error | undefined;
  /** Whether it is read again. */
  isRefreshing: boolean;
  /** Reads it again. */
  retry(): void;
}

/** Where a query stands, apart from what it has. */
export function progressOf<Value>(query: UseQueryResult<Reading<Value>>): ReadProgress {
  const refusal = query.data?.status === "ready" ? undefined : query.data?.error;
  return {
    error: query.error ?? refusal,
    isRefreshing: query.isRefetching,
    retry: () => void query.refetch(),
  };
}

/** Where a query stands that has nothing to show. */
export function statusOf(query: UseQueryResult<Reading<unknown>>): Refusal | "error" | "loading" {
  if (query.data && query.data.status !== "ready") return query.data.status;
  return query.isError ? "error" : "loading";
}
