// Measures what the package adds to a host's page, minified and gzipped, and fails beyond the limit.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

/** In bytes: the whole package with its own dependencies, without its peers. */
const LIMIT = 25_000;

const dist = fileURLToPath(new URL("../dist/index.js", import.meta.url));
const react = /^react(-dom)?(\/|$)/;
const peers = /^(react|react-dom|@tanstack\/react-query|react-hook-form|zod)(\/|$)/;

/** Bundles a module with this source, as a host does that uses nothing else. */
async function sizeOf(source, external) {
  const { output } = await build({
    configFile: false,
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [
      {
        name: "host",
        resolveId: (id) => (id === "host" ? id : null),
        load: (id) => (id === "host" ? source : null),
      },
    ],
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: { input: "host", external, preserveEntrySignatures: "strict" },
    },
  });
  return gzipSync(output.map((chunk) => chunk.code ?? "").join("\n"), { level: 9 }).length;
}

const whole = await sizeOf(`export * from ${JSON.stringify(dist)}`, peers);
const view = await sizeOf(`export { BuilderProfile } from ${JSON.stringify(dist)}`, peers);
const data = await sizeOf(`export { ProfileAuthProvider, useProfile } from ${JSON.stringify(dist)}`, peers);
const everything = await sizeOf(`export * from ${JSON.stringify(dist)}`, react);

const styles = gzipSync(readFileSync(new URL("../dist/styles.css", import.meta.url)), { level: 9 }).length;

const kB = (bytes) => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
const fits = whole <= LIMIT;
console.log(`${kB(whole)}  package without its peers, of ${LIMIT / 1000} kB: ${fits ? "fits" : "too large"}`);
console.log(`${kB(view)}    BuilderProfile alone`);
console.log(`${kB(data)}    the provider and useProfile alone`);
console.log(`${kB(everything)}  with every peer but react`);
console.log(`${kB(styles)}  styles.css`);
if (!fits) process.exitCode = 1;
