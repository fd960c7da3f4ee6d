import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ask, builtApps, SECRET, upstream } from "./apps.testing.mjs";
import { LOCAL_HEADERS } from "./headers.mjs";
import { freePort } from "./port.mjs";
import { serveSite } from "./site.mjs";

const HTML = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
let apps, stack, server, port;

beforeAll(async () => {
  apps = builtApps();
  stack = await upstream();
  port = await freePort(0);
  server = await serveSite({
    root: join(apps.root, "demo"),
    port,
    stack: { apiUrl: `${stack.url}/stage/$default`, clerkUrl: stack.url, clerkSecretKey: SECRET },
    config: { apiUrl: "/" },
  });
});

afterAll(async () => {
  await server.close();
  stack.close();
  apps.remove();
});

beforeEach(() => {
  stack.asked.length = 0;
});

describe("files", () => {
  test("the page is served, and asked for again each time", async () => {
    const answer = await ask(port, "/", { headers: HTML });

    expect(answer.status).toBe(200);
    expect(answer.text).toContain("<title>demo</title>");
    expect(answer.headers["cache-control"]).toBe("no-cache");
  });

  test("a route of the app is the page, also when an id in it has a dot", async () => {
    for (const path of ["/users/usr_1", "/events/msg_1.2?status=failed"]) {
      const answer = await ask(port, path, { headers: HTML });
      expect([answer.status, answer.text]).toEqual([200, expect.stringContaining("<title>demo</title>")]);
    }
    expect((await ask(port, "/users/usr_1")).status).toBe(200);
  });

  test("what the build names by its content is kept for good", async () => {
    const answer = await ask(port, "/assets/index-abc.js");

    expect(answer.headers["content-type"]).toMatch("text/javascript");
    expect(answer.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  });

  test("a file that is missing is not the page", async () => {
    for (const [path, accept] of [
      ["/assets/gone-abc.js", "*/*"],
      ["/assets/gone", "text/html"],
      ["/assets/", "text/html"],
      ["/logo.png", "image/png,*/*"],
      ["/favicon.ico", "image/*"],
    ]) {
      const answer = await ask(port, path, { headers: { accept } });
      expect([path, answer.status, answer.text]).toEqual([path, 404, ""]);
      expect(answer.headers["cache-control"]).not.toMatch("immutable");
    }
  });

  test("nothing outside of the build is served", async () => {
    for (const path of [
      "/../private.txt",
      "/%2e%2e/private.txt",
      "/..%2fprivate.txt",
      "/assets/..%2f..%2fprivate.txt",
      "/assets/../../private.txt",
      "/..\\private.txt",
      "//private.txt",
    ]) {
      const answer = await ask(port, path);
      expect([path, answer.status]).toEqual([path, 404]);
    }
    expect((await ask(port, "http://localhost/private.txt")).status).toBe(400);
  });

  test("the settings are served", async () => {
    const answer = await ask(port, "/config.json");

    expect(JSON.parse(answer.text)).toEqual({ apiUrl: "/" });
    expect(answer.headers["cache-control"]).toBe("no-cache");
  });

  test("files are only read", async () => {
    expect((await ask(port, "/", { method: "POST" })).status).toBe(405);
    expect((await ask(port, "/config.json", { method: "DELETE" })).status).toBe(405);
  });
});

describe("the stack behind it", () => {
  test("the API is asked as the page asked, with its token and without cookies", async () => {
    const headers = {
      authorization: "Bearer token",
      cookie: "session=1",
      origin: `http://localhost:${port}`,
      "content-type": "application/merge-patch+json",
      "if-match": '"6"',
    };
    const answer = await ask(port, "/v1/me?a=b", { method: "PATCH", headers, body: "{}" });

    expect(answer.status).toBe(200);
    expect(answer.headers.etag).toBe('"7"');
    const [asked] = stack.asked;
    expect([asked.method, asked.path, asked.body]).toEqual(["PATCH", "/stage/$default/v1/me?a=b", "{}"]);
    expect(asked.headers).toMatchObject({
      authorization: "Bearer token",
      "if-match": '"6"',
      host: new URL(stack.url).host,
    });
    expect(asked.headers).not.toHaveProperty("cookie");
    expect(asked.headers).not.toHaveProperty("origin");
  });

  test("every method passes", async () => {
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      await ask(port, "/v1/me", { method });
    }

    expect(stack.asked.map((it) => it.method)).toEqual([
      "GET",
      "HEAD",
      "POST",
      "PUT",
      "PATCH",
      "DELETE",
      "OPTIONS",
    ]);
  });

  test("Clerk is asked with the secret key, which no answer shows", async () => {
    const headers = { authorization: "Bearer token" };
    const answer = await ask(port, "/clerk/v1/users?limit=1", { headers });

    expect(stack.asked[0].path).toBe("/v1/users?limit=1");
    expect(stack.asked[0].headers.authorization).toBe(`Bearer ${SECRET}`);
    expect(JSON.stringify(answer)).not.toContain(SECRET);
  });

  test("the simulator's own surface is asked without key and token", async () => {
    await ask(port, "/clerk/_simulator/tokens", {
      method: "POST",
      headers: { authorization: "Bearer token" },
    });

    expect(stack.asked[0].path).toBe("/_simulator/tokens");
    expect(stack.asked[0].headers).not.toHaveProperty("authorization");
  });

  test("what tells secrets is not reached, however it is written", async () => {
    for (const path of [
      "/clerk/_simulator/key",
      "/clerk/_simulator/endpoints",
      "/clerk/v1/../_simulator/key",
      "/clerk/_simulator/users/../key",
      "/clerk/_simulator/%6bey",
      "/clerk//_simulator/key",
      "/clerk",
      "/v1",
      "/clerkv1/users",
      "/v1/../stack.json",
    ]) {
      const answer = await ask(port, path, { headers: { accept: "application/json" } });
      expect([path, answer.status]).toEqual([path, 404]);
    }
    expect(stack.asked).toEqual([]);
  });

  test("no cookie and no leave for other pages comes back", async () => {
    const answer = await ask(port, "/v1/me");

    expect(answer.headers).not.toHaveProperty("set-cookie");
    expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
    expect(answer.headers.connection).toBe("keep-alive");
  });

  test("a stack that is gone is answered with 502", async () => {
    const alone = await freePort(0);
    const nowhere = { apiUrl: "http://127.0.0.1:9", clerkUrl: "http://127.0.0.1:9", clerkSecretKey: SECRET };
    const lonely = await serveSite({
      root: join(apps.root, "demo"),
      port: alone,
      stack: nowhere,
      config: {},
    });
    try {
      const answer = await ask(alone, "/clerk/v1/users");
      expect(answer.status).toBe(502);
      expect(JSON.stringify(answer)).not.toContain(SECRET);
      expect(answer.headers).toMatchObject(lowered(LOCAL_HEADERS));
    } finally {
      await lonely.close();
    }
  });
});

describe("who may ask", () => {
  test("a name that is not this machine's is refused", async () => {
    for (const host of ["evil.example", `evil.example:${port}`, "localhost.evil.example"]) {
      const answer = await ask(port, "/v1/me", { headers: { host } });
      expect([host, answer.status]).toEqual([host, 403]);
    }
    expect(stack.asked).toEqual([]);
  });

  test("another page may not speak to the stack", async () => {
    for (const origin of ["https://evil.example", "http://localhost:3000", "null"]) {
      for (const path of ["/clerk/v1/users", "/clerk/_simulator/tokens", "/v1/me"]) {
        const answer = await ask(port, path, { method: "POST", headers: { origin } });
        expect([origin, path, answer.status]).toEqual([origin, path, 403]);
      }
    }
    expect(stack.asked).toEqual([]);
  });

  test("nobody listens but on this machine", () => {
    expect(server.httpServer.address().address).toBe("127.0.0.1");
  });
});

test("every answer has the security headers, whoever gives it", async () => {
  const answers = await Promise.all([
    ask(port, "/"),
    ask(port, "/config.json"),
    ask(port, "/assets/index-abc.js"),
    ask(port, "/assets/gone.js"),
    ask(port, "/gone.png"),
    ask(port, "/%"),
    ask(port, "/", { method: "POST" }),
    ask(port, "/", { headers: { host: "evil.example" } }),
    ask(port, "/v1/me"),
    ask(port, "/v1/missing"),
    ask(port, "/clerk/v1/users"),
    ask(port, "/clerk/_simulator/key"),
    ask(port, "/v1/me", { headers: { origin: "null" } }),
  ]);

  for (const answer of answers) {
    expect(answer.headers).toMatchObject(lowered(LOCAL_HEADERS));
  }
});

function lowered(headers) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
