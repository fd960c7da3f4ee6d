/** Which viewers are there, so that what one saw goes when they do. */

import type { QueryClient } from "@tanstack/react-query";
import { hashKey } from "@tanstack/react-query";

/** How many providers each viewer has, by their scope. React may mount one twice, and a page may have several. */
const providers = new WeakMap<QueryClient, Map<string, number>>();

/** Says that a viewer with this scope is there. What is returned says that they have left. */
export function enter(queryClient: QueryClient, scope: readonly string[]): () => void {
  count(queryClient, scope, 1);
  return () => {
    count(queryClient, scope, -1);
    // Who is mounted again at once has not left: React does so in strict mode, and when a page moves a provider.
    queueMicrotask(() => {
      if (!isPresent(queryClient, scope)) queryClient.removeQueries({ queryKey: scope });
    });
  };
}

/** Whether a viewer with this scope is there. */
export function isPresent(queryClient: QueryClient, scope: readonly string[]): boolean {
  return (providers.get(queryClient)?.get(hashKey(scope)) ?? 0) > 0;
}

function count(queryClient: QueryClient, scope: readonly string[], by: number): void {
  const counts = providers.get(queryClient) ?? new Map<string, number>();
  providers.set(queryClient, counts);
  const now = (counts.get(hashKey(scope)) ?? 0) + by;
  if (now > 0) counts.set(hashKey(scope), now);
  else counts.delete(hashKey(scope));
}
