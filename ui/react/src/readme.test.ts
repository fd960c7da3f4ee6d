// @vitest-environment node
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import * as everything from "./index.ts";

const read = (path: string) => readFile(new URL(path, import.meta.url), "utf8");

it("The README's ten lines are those of the example that builds", async () => {
  const [readme, example] = await Promise.all([
    read("../README.md"),
    read("../../examples/clerk/src/App.tsx"),
  ]);
  const lines = /```tsx\n(export function App[\s\S]*?)```/.exec(readme)?.[1];
  expect(lines).toBeDefined();
  expect(example).toContain(lines);
});

it("The README names everything that is exported", async () => {
  const readme = await read("../README.md");
  expect(Object.keys(everything).filter((name) => !readme.includes(name))).toEqual([]);
});
