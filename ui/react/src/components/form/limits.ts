/**
 * How much a profile holds. Lengths are in characters (Unicode scalar values) of the trimmed text,
 * unless a name says bytes.
 *
 * Source: lib/core/src/patch/limits.rs. A test holds them against the API's contract.
 */
export const LIMITS = {
  bio: 5_000,
  headline: 120,
  tagline: 150,
  availability: 200,
  shortestDisplayName: 2,
  displayName: 100,
  shortestSlug: 2,
  slug: 50,
  /** Highest price of an hour. */
  rate: 10_000,
  /** Most entries of a list, and most members of an object whose names are free. */
  entries: 50,
  entry: 50,
  /** Longest name of a social link or a preference. */
  name: 50,
  link: 2_048,
  title: 120,
  description: 2_000,
  /** Most bytes of all works together, in UTF-8. */
  portfolioBytes: 200 * 1_024,
  companyName: 100,
  industry: 100,
  preference: 500,
} as const;
