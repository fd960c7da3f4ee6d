// For the tests: two tiny built apps, somebody to stand in for the API and the simulator, and requests as no browser makes them.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const SECRET = "sk_test_never_in_a_browser";

/** A folder with a demo and a console that are built. Beside the first one's `dist` is a file that is nobody's. */
export function builtApps() {
  const root = mkdtempSync(join(tmpdir(), "serve-"));
  for (const app of ["demo", "console"]) {
    mkdirSync(join(root, app, "dist", "assets"), { recursive: true });
    writeFileSync(join(root, app, "dist", "index.html"), `<!doctype html><title>${app}</title>`);
    writeFileSync(join(root, app, "dist", "assets", "index-abc.js"), "document.title;");
    writeFileSync(join(root, app, "private.txt"), "private");
  }
  return { root, remove: () => rmSync(root, { recursive: true }) };
}

/** Answers every request with what it was asked, and with headers that must not come through. */
export async function upstream() {
  const asked = [];
  const server = createServer(async (incoming, response) => {
    const body = await incoming.toArray();
    asked.push({
      method: incoming.method,
      path: incoming.url,
      headers: incoming.headers,
      body: body.join(""),
    });
    response.setHeader("Set-Cookie", "session=1");
    response.setHeader("Content-Security-Policy", "default-src *");
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("ETag", '"7"');
    response.statusCode = incoming.url.includes("missing") ? 404 : 200;
    response.end(JSON.stringify({ path: incoming.url }));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${server.address().port}`, asked, close: () => server.close() };
}

/** One request, its path sent as it is given. */
export function ask(port, path, { method = "GET", headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: "127.0.0.1",
      port,
      path,
      method,
      headers: { host: `localhost:${port}`, ...headers },
    });
    sent.once("error", reject);
    sent.once("response", async (answer) => {
      const text = (await answer.toArray()).join("");
      resolve({ status: answer.statusCode, headers: answer.headers, text });
    });
    sent.end(body);
  });
}
