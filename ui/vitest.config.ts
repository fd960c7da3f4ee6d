import { defineConfig } from "vitest/config";

/** All of the UI's tests in one run: `npx vitest`. Each folder says by a config of its own what its tests need. */
export default defineConfig({
  test: {
    projects: ["react", "simulator", "demo", "console", "serve"],
    // By default one core is left alone, which on a machine with two is half of them.
    maxWorkers: "100%",
  },
});
