import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import type { Config } from "../src/config/config.ts";
import { ConnectionProvider } from "../src/connection/connection.tsx";

/** Where both sides are in tests. */
export const CONFIG: Config = { apiUrl: "/", simulatorUrl: "/clerk", consoleUrl: "http://localhost:5174/" };

/** Shows something that needs both sides. */
export function show(content: ReactNode, config = CONFIG) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <QueryClientProvider client={queries}>
      <ConnectionProvider config={config}>{content}</ConnectionProvider>
    </QueryClientProvider>,
  );
}
