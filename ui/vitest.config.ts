import { defineConfig } from "vitest/config";

/** All of the UI's tests in one run: `npx vitest`. Each folder says by a config of its own what its tests need. */
export default defineConfig({
  test: { projects: ["react", "simulator", "demo", "console", "serve"] },
});
