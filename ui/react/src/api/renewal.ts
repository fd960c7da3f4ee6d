/** What becomes of a request whose token is refused. */

import type { GetToken } from "./client.ts";

type Send = (request: Request) => Promise<Response>;

/**
 * Sends a request, and after a 401 once more with a new token: the one it carried may have ended on its way, or have
 * been an old one from a cache. A second 401 stands.
 */
export function renewing(send: Send, getToken: GetToken): Send {
  return async (request) => {
    const again = request.clone();
    const answer = await send(request);
    const refused = request.headers.get("Authorization");
    if (answer.status !== 401 || !refused) return answer;
    // Without another token, the refusal is what there is to say.
    const token = await getToken({ skipCache: true }).catch(() => null);
    if (!token || refused === `Bearer ${token}`) return answer;
    again.headers.set("Authorization", `Bearer ${token}`);
    return send(again);
  };
}
