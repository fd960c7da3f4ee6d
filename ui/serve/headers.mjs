// What stands in the header of every answer: on this machine from serve.mjs, in production from whoever hosts the console.

/** What a page may load, run and talk to. Anything that is not named is forbidden. */
const POLICY = {
  "default-src": ["'none'"],
  "script-src": ["'self'"],
  "style-src": ["'self'"],
  // People's pictures are wherever Clerk and the platform keep them.
  "img-src": ["'self'", "https:"],
  "font-src": ["'self'"],
  "connect-src": ["'self'"],
  "manifest-src": ["'self'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "frame-ancestors": ["'none'"],
};

const ALWAYS = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** The headers of every answer on this machine, where the pages speak to their own origin alone. */
export const LOCAL_HEADERS = {
  "Content-Security-Policy": written(POLICY),
  "Cross-Origin-Opener-Policy": "same-origin",
  ...ALWAYS,
};

/**
 * The headers of every answer of a host that serves the console for real people, with what Clerk needs beside:
 * https://clerk.com/docs/guides/secure/best-practices/csp-headers.
 *
 * @param {{ apiUrl: string, clerkPublishableKey: string }} config what that host's config.json says
 */
export function productionHeaders({ apiUrl, clerkPublishableKey }) {
  if (!URL.canParse(apiUrl)) {
    throw new Error("where the API is must be a whole address, such as https://api.example.com/");
  }
  const clerk = `https://${clerkHost(clerkPublishableKey)}`;
  const turnstile = "https://challenges.cloudflare.com";
  const policy = {
    ...POLICY,
    "script-src": ["'self'", clerk, turnstile, "https://*.protect.clerk.com"],
    // Clerk's sign-in form styles itself while it runs. No script may be inline nevertheless.
    "style-src": ["'self'", "'unsafe-inline'"],
    // Clerk's protection against fraud listens on ports of its own.
    "connect-src": ["'self'", new URL(apiUrl).origin, clerk, "https://*.protect.clerk.com:*"],
    "worker-src": ["'self'", "blob:"],
    "frame-src": [turnstile, "https://*.protect.clerk.com"],
    "form-action": ["'self'"],
  };
  return {
    "Content-Security-Policy": written(policy),
    // Signing in with another provider may happen in a window that reports back to the page.
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
    "Strict-Transport-Security": "max-age=63072000",
    ...ALWAYS,
  };
}

/** Clerk's Frontend API: a publishable key is `pk_test_` or `pk_live_`, then the host and a `$` in Base64. */
export function clerkHost(publishableKey) {
  const host = Buffer.from(publishableKey.replace(/^pk_(test|live)_/, ""), "base64").toString();
  if (!/^[a-z0-9.-]+\.[a-z]+\$$/.test(host)) {
    throw new Error("this is no publishable key of Clerk's: it begins with pk_test_ or pk_live_");
  }
  return host.slice(0, -1);
}

function written(policy) {
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources.join(" ")}`)
    .join("; ");
}
