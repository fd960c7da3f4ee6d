// The way from a page to the profile API and to the Clerk simulator, on the page's own origin.

const DROPPED_OF_REQUESTS = ["cookie", "origin", "referer"];
// `connection` is that of the way behind us. The browser keeps its own.
const DROPPED_OF_ANSWERS = [
  "connection",
  "set-cookie",
  "strict-transport-security",
  "access-control-allow-origin",
  "access-control-allow-credentials",
];

/** What of the simulator a page may reach. Its other documents tell the secret key and the signing secrets. */
const OF_THE_SIMULATOR =
  /^\/clerk\/(v1|_simulator\/(behaviour|deliveries|events|faults|health|limits|requests|tokens|users))(\/|$)/;

/** Whether a path goes through the proxy at all, on to one of the two or refused. */
export function isProxied(pathname) {
  return /^\/(v1|clerk)(\/|$)/.test(pathname);
}

/** Whether there is something for a page behind the path. */
export function isReachable(pathname) {
  return /^\/v1\//.test(pathname) || OF_THE_SIMULATOR.test(pathname);
}

/**
 * Vite's `preview.proxy` for a running stack. The secret key is added here, and so is in no browser.
 *
 * @param {{ apiUrl: string, clerkUrl: string, clerkSecretKey: string }} stack
 */
export function proxies({ apiUrl, clerkUrl, clerkSecretKey }) {
  const keyed = { authorization: `Bearer ${clerkSecretKey}` };
  const withoutPrefix = (path) => path.replace(/^\/clerk/, "");
  return {
    "^/v1/": forwarding(apiUrl, {}),
    "^/clerk/v1/": { ...forwarding(clerkUrl, keyed), rewrite: withoutPrefix },
    "^/clerk/_simulator/": { ...forwarding(clerkUrl, { authorization: undefined }), rewrite: withoutPrefix },
  };
}

function forwarding(target, headers) {
  return {
    target,
    changeOrigin: true,
    configure(proxy) {
      proxy.on("proxyReq", (request) => {
        for (const name of DROPPED_OF_REQUESTS) {
          request.removeHeader(name);
        }
        for (const [name, value] of Object.entries(headers)) {
          value === undefined ? request.removeHeader(name) : request.setHeader(name, value);
        }
      });
      proxy.on("proxyRes", (answer) => {
        for (const name of DROPPED_OF_ANSWERS) {
          delete answer.headers[name];
        }
      });
    },
  };
}
