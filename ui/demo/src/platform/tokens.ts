import type { GetToken } from "@buildappswith/profile-sync-react";
import type { Simulator, TokenOptions } from "@profile-sync/simulator";

/** How long a token is used before another is asked for; it is good for a minute. */
const USED_FOR_MS = 40_000;

/**
 * Session tokens of that person, as `useAuth().getToken` of Clerk gives them: kept in memory, and asked for anew
 * before they run out or when `skipCache` says so.
 */
export function tokensOf(
  simulator: Simulator,
  clerkId: string,
  claims?: () => TokenOptions["claims"],
): GetToken {
  let kept: { token: Promise<string>; at: number } | null = null;
  return ({ skipCache = false } = {}) => {
    if (!kept || skipCache || Date.now() - kept.at > USED_FOR_MS) {
      const said = claims?.();
      const mine = { token: simulator.token(clerkId, said ? { claims: said } : {}), at: Date.now() };
      // A token that could not be had is no reason to fail the next request too. And since its failure is heard
      // here, whoever asks for one without waiting for it need not listen.
      mine.token.catch(() => {
        if (kept === mine) kept = null;
      });
      kept = mine;
    }
    return kept.token;
  };
}
