// Serves the demo and the console beside a running stack:
//
//   node ui/serve/serve.mjs --stack .local/stack.json [--demo-port 5173] [--console-port 5174] [--with-parent]
//
// The first line it prints says where: {"demoUrl":"http://localhost:5173/","consoleUrl":"http://localhost:5174/"}.
// A port that is taken is replaced by the next free one; 0 is any free one.

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { freePort } from "./port.mjs";
import { serveSite } from "./site.mjs";

const UI = resolve(import.meta.dirname, "..");

const { values } = parseArgs({
  options: {
    stack: { type: "string", default: ".local/stack.json" },
    "demo-port": { type: "string", default: "5173" },
    "console-port": { type: "string", default: "5174" },
    // Where the two apps are, for tests.
    root: { type: "string", default: UI },
    // End when standard input ends, and so with whoever started it.
    "with-parent": { type: "boolean", default: false },
  },
});

if (values["with-parent"]) {
  process.stdin.on("close", () => process.exit(0)).resume();
}

try {
  const urls = await serve(values);
  process.stdout.write(`${JSON.stringify(urls)}\n`);
} catch (error) {
  process.stderr.write(`error: ${error.message}\n`);
  process.exit(1);
}

async function serve({ stack: path, root, ...wanted }) {
  const [demo, console] = ["demo", "console"].map((app) => built(join(root, app)));
  const stack = described(path);
  const demoPort = await freePort(port(wanted["demo-port"]));
  const consolePort = await freePort(port(wanted["console-port"]), [demoPort]);
  const urls = { demoUrl: `http://localhost:${demoPort}/`, consoleUrl: `http://localhost:${consolePort}/` };
  const common = { apiUrl: "/", simulatorUrl: "/clerk" };
  await serveSite({ root: demo, port: demoPort, stack, config: { ...common, consoleUrl: urls.consoleUrl } });
  await serveSite({ root: console, port: consolePort, stack, config: { ...common, demoUrl: urls.demoUrl } });
  return urls;
}

function built(app) {
  if (!existsSync(join(app, "dist", "index.html"))) {
    throw new Error(`${join(app, "dist")} is missing: build it with \`make ui\``);
  }
  return app;
}

function described(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new Error(`${path} describes no running stack: start one with \`make dev\``);
  }
}

function port(text) {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 65535) {
    throw new Error(`${text} is no port: give a number from 0 to 65535`);
  }
  return number;
}
