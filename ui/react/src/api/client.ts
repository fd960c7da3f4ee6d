/** The typed client: a request returns what it is to return, or rejects. */

import type { Client, ClientPathsWithMethod, MaybeOptionalInit, MethodResponse } from "openapi-fetch";
import createClient from "openapi-fetch";
import { ProfileApiError, ProfileConnectionError, ProfileTokenError } from "./errors.ts";
import { renewing } from "./renewal.ts";
import type { paths } from "./schema.ts";

/**
 * Returns the viewer's session token, or null when there is none. Clerk's `useAuth().getToken` is one. With
 * `skipCache`, it asks for a new token although the one at hand has not expired.
 */
export type GetToken = (options?: { skipCache?: boolean }) => Promise<string | null>;

/** What a client has to know. */
export interface ProfileClientOptions {
  /** Where the API is, without `/v1`: an address, or `/` for the page's own origin. */
  apiUrl: string;
  /** Who asks; without it, the public does. */
  getToken?: GetToken | undefined;
  /** What sends the requests; the browser's `fetch` when it is missing. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
}

type Method = "get" | "put" | "post" | "delete" | "patch";
type Path<M extends Method> = ClientPathsWithMethod<Client<paths>, M>;
type Init<Options> = Partial<Options> extends Options ? [init?: Options] : [init: Options];

/** What came, and the answer that it came with, for its headers. */
export interface ProfileAnswer<Data> {
  data: Data;
  response: Response;
}

/** Calls a method of a path of the API's contract. */
export type ProfileCall<M extends Method> = <P extends Path<M>>(
  path: P,
  ...init: Init<MaybeOptionalInit<paths[P], M>>
) => Promise<ProfileAnswer<MethodResponse<Client<paths>, M, P>>>;

/**
 * The API, typed by its contract: `const { data } = await client.GET("/v1/me")`.
 *
 * An answer that is no success rejects with {@link ProfileApiError}; no answer, or half of one, rejects with
 * {@link ProfileConnectionError}; when `getToken` rejects, nothing is sent, and it is a {@link ProfileTokenError}. Nothing is
 * tried again, but with a new token what was refused for its token: it was not done. Who sends `If-None-Match` has to
 * look at `response.status`: 304 comes without data.
 */
export interface ProfileClient {
  GET: ProfileCall<"get">;
  PUT: ProfileCall<"put">;
  POST: ProfileCall<"post">;
  DELETE: ProfileCall<"delete">;
  PATCH: ProfileCall<"patch">;
}

/** Makes a client. */
export function createProfileClient({ apiUrl, getToken, fetch }: ProfileClientOptions): ProfileClient {
  // Looked up at each request, so that whoever replaces the global one later is heard.
  const send = fetch ?? ((request: Request) => globalThis.fetch(request));
  const client = createClient<paths>({
    baseUrl: absolute(apiUrl),
    fetch: getToken ? renewing(send, getToken) : send,
  });
  client.use({
    async onRequest({ request }) {
      const token = await getToken?.().catch(noToken);
      if (token && !request.headers.has("Authorization"))
        request.headers.set("Authorization", `Bearer ${token}`);
    },
    onResponse: ({ request, response }) => settled(request, response),
    onError({ request, error }) {
      return givenUp(request) ? undefined : new ProfileConnectionError(error);
    },
  });
  // The two differ in what answers that are no success look like, and of those `settled` makes errors.
  return client as ProfileClient;
}

/** Says that there is no token, and why. */
function noToken(cause: unknown): never {
  throw cause instanceof ProfileConnectionError ? cause : new ProfileTokenError(cause);
}

/** Returns the answer with its body read whole, or throws what is wrong. */
async function settled(request: Request, response: Response): Promise<Response | undefined> {
  if (response.status === 204 || response.status === 304) return undefined;
  const text = await response.text().catch((error: unknown) => {
    throw givenUp(request) ? error : new ProfileConnectionError(error);
  });
  if (!response.ok) throw new ProfileApiError(response, parsed(text));
  // What is no JSON is not the API's, but of something between it and us.
  if (parsed(text) === undefined) throw new ProfileConnectionError();
  const { status, statusText, headers } = response;
  return new Response(text, { status, statusText, headers });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whoever asked and then didn't want to know gets their own reason back. */
function givenUp({ signal }: Request): boolean {
  return signal.aborted;
}

/** Requests outside of a page, as in tests, need a whole address. */
function absolute(apiUrl: string): string {
  return typeof location === "undefined" ? apiUrl : new URL(apiUrl, location.href).href;
}
