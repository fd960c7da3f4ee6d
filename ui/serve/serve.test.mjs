import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, builtApps, SECRET, upstream } from "./apps.testing.mjs";

const PROGRAM = join(import.meta.dirname, "serve.mjs");
let apps, stack, description;

beforeAll(async () => {
  apps = builtApps();
  stack = await upstream();
  description = join(apps.root, "stack.json");
  writeFileSync(
    description,
    JSON.stringify({ apiUrl: stack.url, clerkUrl: stack.url, clerkSecretKey: SECRET }),
  );
});

afterAll(() => {
  stack.close();
  apps.remove();
});

function serve(...more) {
  return spawn(process.execPath, [
    PROGRAM,
    "--root",
    apps.root,
    "--stack",
    description,
    "--with-parent",
    ...more,
  ]);
}

async function firstLine(stream) {
  const [line] = await once(createInterface(stream), "line");
  return line;
}

test("the first line says where both are, and each knows the other", async () => {
  const child = serve("--demo-port", "0", "--console-port", "0");
  const { demoUrl, consoleUrl } = JSON.parse(await firstLine(child.stdout));

  const demo = await ask(new URL(demoUrl).port, "/config.json");
  const console = await ask(new URL(consoleUrl).port, "/config.json");
  expect(JSON.parse(demo.text)).toEqual({ apiUrl: "/", simulatorUrl: "/clerk", consoleUrl });
  expect(JSON.parse(console.text)).toEqual({ apiUrl: "/", simulatorUrl: "/clerk", demoUrl });
  child.stdin.end();
  await once(child, "exit");
});

test("it ends with whoever started it", async () => {
  const child = serve("--demo-port", "0", "--console-port", "0");
  await firstLine(child.stdout);

  child.stdin.end();

  expect(await once(child, "exit")).toEqual([0, null]);
});

test("a port that is taken on either address is passed by", async () => {
  for (const address of ["127.0.0.1", "::1"]) {
    const other = createServer().listen(0, address);
    const listening = await Promise.race([once(other, "listening"), once(other, "error")]);
    if (listening[0] instanceof Error) {
      continue; // no IPv6 here
    }
    const { port } = other.address();
    const child = serve("--demo-port", String(port), "--console-port", String(port));
    const { demoUrl, consoleUrl } = JSON.parse(await firstLine(child.stdout));

    const ports = [demoUrl, consoleUrl].map((it) => Number(new URL(it).port));
    expect(ports[0]).toBeGreaterThan(port);
    expect(ports[1]).toBeGreaterThan(ports[0]);
    child.stdin.end();
    await once(child, "exit");
    other.close();
  }
});

test("what is missing is said in one line", async () => {
  for (const [arguments_, said] of [
    [["--root", join(apps.root, "nowhere")], /^error: .*demo.dist is missing: build it with `make ui`$/],
    [
      ["--stack", join(apps.root, "nowhere.json")],
      /^error: .* describes no running stack: start one with `make dev`$/,
    ],
    [["--demo-port", "x"], /^error: x is no port/],
  ]) {
    const child = serve(...arguments_);
    const [line, [status]] = await Promise.all([firstLine(child.stderr), once(child, "exit")]);
    expect(line).toMatch(said);
    expect(status).toBe(1);
  }
});
