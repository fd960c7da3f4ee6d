/** The console beside a simulator of Clerk, on a developer's machine. */
export interface LocalConfig {
  kind: "local";
  /** Where the profile API answers; `/` is this page's own origin. */
  apiUrl: string;
  /** Where the simulator answers. */
  simulatorUrl: string;
  /** Where the demo is, if there is one. */
  demoUrl?: string;
}

/** The console of a deployed platform. */
export interface ClerkConfig {
  kind: "clerk";
  /** Where the profile API answers. */
  apiUrl: string;
  /** `pk_…`, from the Clerk Dashboard. It is no secret. */
  clerkPublishableKey: string;
}

/** What `config.json` beside the page says. */
export type Config = LocalConfig | ClerkConfig;

/** `config.json` is missing or says too little. The message says what it should say. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

const CURE =
  'It must be JSON with "apiUrl", and either "clerkPublishableKey" (from the Clerk Dashboard, under API keys) or "simulatorUrl".';

/** Reads `config.json`, which the host writes: one build runs in every stage. */
export async function loadConfig(): Promise<Config> {
  const answer = await fetch("/config.json", { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) throw new ConfigError(`There is no config.json beside this page. ${CURE}`);
  const value: unknown = await answer.json().catch(() => null);
  return readConfig(value);
}

/** The settings in a parsed `config.json`. */
export function readConfig(value: unknown): Config {
  const apiUrl = text(value, "apiUrl");
  const simulatorUrl = text(value, "simulatorUrl");
  const clerkPublishableKey = text(value, "clerkPublishableKey");
  const demoUrl = text(value, "demoUrl");
  if (apiUrl && simulatorUrl) return { kind: "local", apiUrl, simulatorUrl, ...(demoUrl && { demoUrl }) };
  if (apiUrl && clerkPublishableKey) return { kind: "clerk", apiUrl, clerkPublishableKey };
  throw new ConfigError(`config.json says too little. ${CURE}`);
}

/** A member of an unknown object that is a text with something in it. */
function text(value: unknown, name: string): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const member: unknown = Reflect.get(value, name);
  return typeof member === "string" && member !== "" ? member : undefined;
}
