import { SEEDED } from "@profile-sync/simulator";
import type { Connection } from "../connection/connection.tsx";
import { flows } from "../flow/flow.ts";
import type { World } from "./story.ts";

/** How often and for how long a story looks for what it waits for, in milliseconds. */
const LOOK_MS = 250;
const PATIENCE_MS = 25_000;

/** The world as a story about Liam sees it, until the signal. */
export function worldOf({ simulator: clerk, platform, config }: Connection, signal: AbortSignal): World {
  const { clerkId } = SEEDED.liam;
  const found = <T>(it: T | null, where: string): T => {
    if (it === null)
      throw new Error(`${SEEDED.liam.name} is gone from ${where}. Start make dev again to have him back.`);
    return it;
  };
  return {
    clerk,
    platform,
    clerkId,
    person: async () => found(await clerk.person(clerkId), "Clerk"),
    record: async () => {
      const userId = found(await platform.userId(clerkId), "the platform");
      const [user, profiles] = await Promise.all([platform.user(userId), platform.profiles(userId)]);
      return { user: found(user, "the platform"), ...profiles };
    },
    flowsSince: async (time) => {
      const [{ attempts }, events] = await Promise.all([clerk.deliveries(), platform.events(clerkId)]);
      const his = attempts.filter((it) => it.userId === clerkId);
      return flows(his, events).filter((it) => it.seenAt >= time);
    },
    wait: (ms) => wait(ms, signal),
    until: async (what, look) => {
      for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await wait(LOOK_MS, signal)) {
        const seen = await look();
        if (seen) return seen;
      }
      throw new Error(`It did not happen within ${PATIENCE_MS / 1000} seconds: ${what}.`);
    },
    statusFor: async (viewer, path) => {
      const token = viewer && (await clerk.token(viewer));
      const url = `${config.apiUrl.replace(/\/$/, "")}${path}`;
      return (await fetch(url, { headers: token ? { authorization: `Bearer ${token}` } : {} })).status;
    },
  };
}

/** Waits so long. Rejects at once when the signal says so. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}
