/** How long a token is used, in milliseconds. It is good for a minute; the rest is for its way. */
const USED_FOR_MS = 45_000;

/**
 * Session tokens as `useAuth().getToken` of Clerk gives them: kept in memory, and made anew before they run out or
 * when `skipCache` says so. Whoever asks at the same time gets the same one.
 */
export function keptToken(make: () => Promise<string>): (how?: { skipCache?: boolean }) => Promise<string> {
  let kept: { token: Promise<string>; until: number } | undefined;
  return ({ skipCache = false } = {}) => {
    if (kept && !skipCache && Date.now() < kept.until) return kept.token;
    const token = make();
    const mine = { token, until: Date.now() + USED_FOR_MS };
    kept = mine;
    // What failed is asked for again. And as its failure is heard here, nobody has to wait for the token.
    token.catch(() => {
      if (kept === mine) kept = undefined;
    });
    return token;
  };
}
