import { existsSync } from "node:fs";
import { join } from "node:path";
import { preview } from "vite";
import { LOCAL_HEADERS } from "./headers.mjs";
import { isProxied, isReachable, proxies } from "./proxy.mjs";

/**
 * Serves one built app on this machine: its files, its config.json, and the stack behind it.
 *
 * @param {object} site
 * @param {string} site.root the app's folder, which has a `dist`
 * @param {number} site.port a free port
 * @param {object} site.stack the content of stack.json
 * @param {object} site.config what /config.json says
 * @returns Vite's server, listening
 */
export function serveSite({ root, port, stack, config }) {
  const dist = join(root, "dist");
  return preview({
    root,
    configFile: false,
    envDir: false,
    logLevel: "silent",
    // Not "spa", which answers a missing script with the page.
    appType: "mpa",
    preview: {
      host: "127.0.0.1",
      port,
      strictPort: true,
      cors: false,
      allowedHosts: [],
      proxy: proxies(stack),
    },
    plugins: [
      {
        name: "profile-sync:site",
        configurePreviewServer({ httpServer, middlewares }) {
          // Before all else, so that what refuses a host has the headers too.
          httpServer.prependListener("request", (_request, response) => withHeaders(response));
          middlewares.use((request, response, next) => route(request, response, next, dist, config));
        },
      },
    ],
  });
}

/** Whoever writes the answer, and whatever they set: the headers are put in when it is sent. */
function withHeaders(response) {
  const writeHead = response.writeHead;
  response.writeHead = function (...answer) {
    for (const [name, value] of Object.entries(LOCAL_HEADERS)) {
      this.setHeader(name, value);
    }
    return writeHead.apply(this, answer);
  };
}

/** Decides what a request is for. What is left to Vite is there, or is answered with 404. */
function route(request, response, next, dist, config) {
  const url = parsed(request.url);
  if (!url) {
    return refuse(response, 400);
  }
  // Whoever reads it next sees the path that was decided on.
  request.url = url.pathname + url.search;
  if (isProxied(url.pathname)) {
    if (!isOfThisOrigin(request)) {
      return refuse(response, 403);
    }
    return isReachable(url.pathname) ? next() : refuse(response, 404);
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    return refuse(response, 405);
  }
  return file(request, response, next, url.pathname, dist, config);
}

function file(request, response, next, pathname, dist, config) {
  response.setHeader("Cache-Control", "no-cache");
  if (pathname === "/config.json") {
    response.setHeader("Content-Type", "application/json");
    return response.end(JSON.stringify(config));
  }
  if (pathname.startsWith("/assets/")) {
    if (!/^\/assets\/[\w.-]+$/.test(pathname) || !existsSync(join(dist, pathname))) {
      return refuse(response, 404);
    }
    // Their names change with their content.
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
  } else if (isPage(request, pathname)) {
    request.url = "/index.html";
  }
  return next();
}

/** A route of the app, rather than a file of it: what a browser opens, or what has no ending. */
function isPage({ headers }, pathname) {
  const accepted = headers.accept ?? "*/*";
  const hasEnding = pathname.split("/").at(-1).includes(".");
  return accepted.includes("text/html") || (accepted.includes("*/*") && !hasEnding);
}

/** No other page may speak to the stack through us. Browsers name the page with whatever could change something. */
function isOfThisOrigin({ headers }) {
  return headers.origin === undefined || headers.origin === `http://${headers.host}`;
}

/** With `..` and the like resolved, so that what is checked is what is asked for. */
function parsed(path) {
  const address = `http://localhost${path}`;
  return path.startsWith("/") && URL.canParse(address) ? new URL(address) : null;
}

function refuse(response, status) {
  response.statusCode = status;
  response.setHeader("Cache-Control", "no-store");
  response.end();
}
