// Makes dist/styles.css of src/styles/*.css.
//
// The order is tokens.css, then the others by name. All of it is in one layer, so that a host's own rules,
// which are in none, win whatever their specificity is.

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";

const sources = new URL("../src/styles/", import.meta.url);
const dist = new URL("../dist/", import.meta.url);

const names = (await readdir(sources)).filter((name) => name.endsWith(".css")).sort();
const ordered = names
  .filter((name) => name === "tokens.css")
  .concat(names.filter((name) => name !== "tokens.css"));
const sheets = await Promise.all(ordered.map((name) => readFile(new URL(name, sources), "utf8")));

await mkdir(dist, { recursive: true });
await writeFile(new URL("styles.css", dist), `@layer profile-sync {\n${sheets.join("\n")}}\n`);
