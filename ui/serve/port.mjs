import { createServer } from "node:net";

const TRIES = 20;

/**
 * The preferred port, or the next that is free; any free one if 0 is preferred. `taken` are those that are spoken for, though nobody
 * listens there yet.
 *
 * Free means on both of localhost's addresses: a browser tries ::1 first, and would meet whoever is there.
 */
export async function freePort(preferred, taken = []) {
  if (preferred === 0) {
    const port = await bound(0, "127.0.0.1");
    return taken.includes(port) ? freePort(0, taken) : port;
  }
  for (let port = preferred; port < preferred + TRIES; port += 1) {
    if (!taken.includes(port) && (await isFree(port))) {
      return port;
    }
  }
  throw new Error(`no port from ${preferred} to ${preferred + TRIES - 1} is free: name another`);
}

async function isFree(port) {
  for (const address of ["127.0.0.1", "::1"]) {
    try {
      await bound(port, address);
    } catch (error) {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") {
        return false;
      }
      // A machine without IPv6 has no ::1, and so nobody on it.
    }
  }
  return true;
}

function bound(port, address) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(port, address, () => {
      const { port: chosen } = probe.address();
      probe.close(() => resolve(chosen));
    });
  });
}
