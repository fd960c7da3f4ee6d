import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  // Where the API of `make dev` lets pages come from.
  server: { port: 3000 },
  test: { environment: "jsdom" },
});
