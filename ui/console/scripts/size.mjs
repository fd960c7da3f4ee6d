// What a browser must load before the console shows anything: the entry, what it imports statically, and their CSS.
// Says each file's size in gzip, and fails when the sum is beyond the budget.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 250;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

/** The keys of a chunk and of everything that it imports statically. */
function reached(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) reached(next, seen);
  return seen;
}

/** A file's size in gzip, in kB of 1000 bytes. */
function gzipKb(file) {
  return gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1000;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const files = new Set(
  [...reached(entry)].flatMap((key) => [manifest[key].file, ...(manifest[key].css ?? [])]),
);
let sum = 0;
for (const file of files) {
  const kb = gzipKb(file);
  sum += kb;
  console.log(`${kb.toFixed(1).padStart(8)} kB  ${file}`);
}
const fits = sum <= BUDGET_KB;
console.log(
  `${sum.toFixed(1).padStart(8)} kB  first load, of ${BUDGET_KB} kB: ${fits ? "fits" : "too large"}`,
);
if (!fits) process.exitCode = 1;
