/** The simulator refused, or isn't there. */
export class SimulatorError extends Error {
  /** The answer's status; null when there was no answer. */
  readonly status: number | null;

  constructor(message: string, status: number | null, options?: ErrorOptions) {
    super(message, options);
    this.name = "SimulatorError";
    this.status = status;
  }
}

/** Makes one request and reads its JSON. */
export type Send = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/** Requests to the simulator at `url`; rejects with {@link SimulatorError} unless the answer is 2xx, and JSON. */
export function transport(url: string, send: typeof fetch): Send {
  const base = url.replace(/\/$/, "");
  return async (method, path, body) => {
    const content = { headers: { "content-type": "application/json" }, body: JSON.stringify(body ?? {}) };
    const init = method === "GET" ? { method } : { method, ...content };
    const answer = await send(`${base}${path}`, init).catch(unanswered);
    const text = await answer.text().catch(unanswered);
    if (!answer.ok)
      throw new SimulatorError(reason(text) ?? `The answer was ${answer.status}.`, answer.status);
    return parsed(text, answer.status);
  };
}

function unanswered(cause: unknown): never {
  throw new SimulatorError("The Clerk simulator doesn't answer.", null, { cause });
}

/** The answer's JSON. */
function parsed(text: string, status: number) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SimulatorError("The Clerk simulator's answer is no JSON.", status, { cause });
  }
}

/** What an error's body says: the admin surface in `error`, Clerk's API in `errors`. */
function reason(text: string): string | null {
  try {
    const { error, errors } = JSON.parse(text);
    return error ?? errors?.[0]?.message ?? null;
  } catch {
    return null;
  }
}
