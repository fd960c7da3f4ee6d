import { type BrowserContext, type ConsoleMessage, expect, type Request, type Route } from "@playwright/test";
import { drawn } from "./picture.ts";

/** What looks like a session token: three parts in Base64, of which the first is a JSON object's. */
const TOKEN = /eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/;

/** What the browser says of the demo's list of people while Clerk's API gives no answer. */
export const CLERK_IS_DOWN = /status of 502 .*\/clerk\/v1\/users/;

/** Watches every page of a test: what the browser complains of, whom the pages ask, and where tokens are. */
export class Watch {
  readonly #context: BrowserContext;
  readonly #complaints: string[] = [];
  readonly #expected: RegExp[] = [
    // That there is none is an answer too: of somebody who is no client, of whom Clerk has deleted, of a run to come.
    /status of 404 .*\/(v1\/[\w-]+|clerk\/_simulator\/users)\/\w/,
  ];

  private constructor(context: BrowserContext) {
    this.#context = context;
  }

  /** Begins to watch. Nothing that the pages ask for leaves this machine. */
  static async begin(context: BrowserContext): Promise<Watch> {
    const watch = new Watch(context);
    context.on("console", (message) => watch.#hear(message));
    context.on("weberror", (error) => watch.#complaints.push(`thrown: ${error.error().message}`));
    context.on("request", (request) => watch.#see(request));
    await context.addInitScript(reportViolations);
    await context.route(
      (url) => url.hostname !== "localhost",
      (route) => watch.#keepHere(route),
    );
    return watch;
  }

  /** Says that this test makes the browser complain so. */
  expect(...complaints: RegExp[]): void {
    this.#expected.push(...complaints);
  }

  /** Fails if there was a complaint that nobody expected, or if a page has kept anything. */
  async end(): Promise<void> {
    const unexpected = this.#complaints.filter((it) => !this.#expected.some((pattern) => pattern.test(it)));
    expect(unexpected, "what the browser complains of").toEqual([]);
    for (const page of this.#context.pages()) {
      if (!page.url().startsWith("http")) continue;
      expect(await page.evaluate(kept), `what ${page.url()} keeps in the browser`).toEqual(["", 0, 0, []]);
    }
  }

  #hear(message: ConsoleMessage): void {
    if (message.type() !== "error" && message.type() !== "warning") return;
    this.#complaints.push(`${message.text()} ${message.location().url}`);
  }

  #see(request: Request): void {
    if (TOKEN.test(request.url())) this.#complaints.push(`a token in an address: ${request.url()}`);
  }

  /** Pictures are elsewhere, and are drawn here. Nothing else is. */
  async #keepHere(route: Route): Promise<void> {
    if (route.request().resourceType() === "image")
      return route.fulfill({ contentType: "image/svg+xml", body: drawn(route.request().url()) });
    this.#complaints.push(`asked elsewhere: ${route.request().url()}`);
    return route.abort();
  }
}

/** Runs in the page, before everything else. */
function reportViolations(): void {
  document.addEventListener("securitypolicyviolation", (event) => {
    console.error(`policy: ${event.effectiveDirective} refused ${event.blockedURI}`);
  });
}

/** Runs in the page. */
async function kept(): Promise<unknown[]> {
  const databases = await indexedDB.databases();
  return [document.cookie, localStorage.length, sessionStorage.length, databases.map((it) => it.name)];
}
