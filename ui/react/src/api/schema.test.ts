// @vitest-environment node
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { schema } from "../../scripts/schema.mjs";

it("The schema is the one of the API's contract; `npm run generate` makes it anew", async () => {
  expect(await readFile(new URL("schema.ts", import.meta.url), "utf8")).toBe(await schema());
});
