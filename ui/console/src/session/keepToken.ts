import type { GetToken } from "@buildappswith/profile-sync-react";

/** How long a token is used, in milliseconds. It is good for a minute; the rest is for its way. */
const USED_FOR_MS = 45_000;

/** Keeps a minted token in memory while it is good. Whoever asks at the same time gets the same one. */
export function keepToken(mint: () => Promise<string>): GetToken {
  let kept: { token: Promise<string>; until: number } | undefined;
  return ({ skipCache = false } = {}) => {
    if (kept && !skipCache && Date.now() < kept.until) return kept.token;
    const token = mint();
    const mine = { token, until: Date.now() + USED_FOR_MS };
    kept = mine;
    token.catch(() => {
      // What failed is asked for again.
      if (kept === mine) kept = undefined;
    });
    return token;
  };
}
