// @vitest-environment node
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import * as everything from "./index.ts";

const read = (path: string) => readFile(new URL(path, import.meta.url), "utf8");

it.each(["../README.md", "../../../README.md"])(
  "The ten lines of %s are the example's that builds",
  async (path) => {
    const [readme, example] = await Promise.all([read(path), read("../../examples/clerk/src/App.tsx")]);
    const lines = /```tsx\n(import [\s\S]*?)```/.exec(readme)?.[1]?.split("\n") ?? [];
    const known = new Set(example.split("\n"));
    // Where the API is, the example is told by its environment.
    const added = lines.filter((it) => !known.has(it));
    expect(lines.length).toBeGreaterThan(10);
    expect(added).toEqual([expect.stringMatching(/^const apiUrl = "https:/)]);
  },
);

it("The README names everything that is exported", async () => {
  const readme = await read("../README.md");
  expect(Object.keys(everything).filter((name) => !readme.includes(name))).toEqual([]);
});
