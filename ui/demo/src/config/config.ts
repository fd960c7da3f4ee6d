/** What `/config.json` says; whoever serves the page makes it. */
export interface Config {
  /** Where the profile API is. */
  apiUrl: string;
  /** Where the Clerk simulator is, behind a proxy that knows its key. */
  simulatorUrl: string;
  /** Where the operator's console is; null when it isn't served. */
  consoleUrl: string | null;
}

/** Reads `/config.json`. Rejects with what is missing. */
export async function loadConfig(): Promise<Config> {
  const answer = await fetch("/config.json");
  if (!answer.ok) throw new Error(`/config.json answered ${answer.status}. Is this page served by make dev?`);
  const { apiUrl, simulatorUrl, consoleUrl } = await answer.json();
  if (typeof apiUrl !== "string" || typeof simulatorUrl !== "string") {
    throw new Error("/config.json names no apiUrl or no simulatorUrl.");
  }
  return { apiUrl, simulatorUrl, consoleUrl: typeof consoleUrl === "string" ? consoleUrl : null };
}
