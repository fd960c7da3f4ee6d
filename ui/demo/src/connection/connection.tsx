import { createSimulator, keptToken, SEEDED, type Simulator } from "@profile-sync/simulator";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Config } from "../config/config.ts";
import { type Everybody, peopleOf } from "../people/people.ts";
import { createPlatform, type Platform } from "../platform/platform.ts";

/** Both sides, and where they are. */
export interface Connection {
  config: Config;
  /** Clerk's side. */
  simulator: Simulator;
  /** The platform's side, read as Noor, who is an admin. */
  platform: Platform;
  /** Everybody who is or was in Clerk. */
  people(): Promise<Everybody>;
}

const Context = createContext<Connection | null>(null);

/** Gives what is beneath it both sides. */
export function ConnectionProvider({ config, children }: { config: Config; children: ReactNode }) {
  const connection = useMemo(() => connect(config), [config]);
  return <Context value={connection}>{children}</Context>;
}

/** Both sides. Throws outside of a `ConnectionProvider`. */
export function useConnection(): Connection {
  const connection = useContext(Context);
  if (!connection) throw new Error("useConnection needs a ConnectionProvider around it");
  return connection;
}

function connect(config: Config): Connection {
  const simulator = createSimulator({ url: config.simulatorUrl });
  const getToken = keptToken(() => simulator.token(SEEDED.noor.clerkId));
  const platform = createPlatform(config.apiUrl, getToken);
  return { config, simulator, platform, people: peopleOf(simulator) };
}
