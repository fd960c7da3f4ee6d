import { readRetries } from "@buildappswith/profile-sync-react";
import { QueryClient } from "@tanstack/react-query";

/** A cache for one viewer. Reads are tried again as the package tries its own. */
export function createQueryClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: readRetries } });
}
