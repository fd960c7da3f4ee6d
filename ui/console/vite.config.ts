import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  build: {
    manifest: true,
    // The content security policy lets no data: URI in, so every asset is a file.
    assetsInlineLimit: 0,
    // Every browser that runs this knows modulepreload.
    modulePreload: { polyfill: false },
    // Recharts and Clerk are large, and come only when they are needed.
    chunkSizeWarningLimit: 600,
  },
  server: { port: 5174 },
  test: {
    environment: "jsdom",
    globals: true,
    include: ["src/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"],
    setupFiles: ["./test/setup.ts"],
    restoreMocks: true,
    unstubGlobals: true,
    testTimeout: 30_000,
  },
});
