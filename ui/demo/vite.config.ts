import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  build: {
    // The content security policy lets no data: URI in, so every asset is a file.
    assetsInlineLimit: 0,
    // Every browser that runs this knows modulepreload.
    modulePreload: { polyfill: false },
  },
  server: { port: 5173 },
  test: {
    environment: "jsdom",
    globals: true,
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["./test/setup.ts"],
    restoreMocks: true,
    testTimeout: 30_000,
  },
});
