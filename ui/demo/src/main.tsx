import "./styles/index.css";
import "@buildappswith/profile-sync-react/styles.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { loadConfig } from "./config/config.ts";
import { ConnectionProvider } from "./connection/connection.tsx";

const root = document.getElementById("root");
if (root) void start(root);

async function start(element: HTMLElement) {
  const react = createRoot(element);
  try {
    const config = await loadConfig();
    react.render(
      <StrictMode>
        <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: 1 } } })}>
          <ConnectionProvider config={config}>
            <App />
          </ConnectionProvider>
        </QueryClientProvider>
      </StrictMode>,
    );
  } catch (error) {
    react.render(<p className="alert">{error instanceof Error ? error.message : "The demo can't start."}</p>);
  }
}
