/** Somebody whom the samples bring, and what they are to the platform. */
export interface Seeded {
  clerkId: string;
  name: string;
  /** What they are, in a word or two. */
  is: string;
}

/** The people of the samples who are worth signing in as; infra/local/README.md lists the same. */
export const SEEDED = {
  liam: { clerkId: "user_2LiamReportedCasegPIMocxkN6", name: "Liam", is: "builder" },
  maya: { clerkId: "user_2MayaOkafor9jHUxv26fU4MUfRd", name: "Maya Okafor", is: "builder" },
  priya: { clerkId: "user_2PriyaRamanWtTEjIc2jY9lZCZs", name: "Priya Raman", is: "client" },
  noor: { clerkId: "user_2NoorRahimihXqVbTmKcZpWsLrJ", name: "Noor Rahimi", is: "admin" },
  samir: { clerkId: "user_2SamirHaddadw3JDxJmPycOjYjB", name: "Samir Haddad", is: "no builder any more" },
  tomas: { clerkId: "user_2TomasNovaklfaGoTYbwHgXB6w5", name: "Tomáš Novák", is: "suspended" },
  hana: { clerkId: "user_2HanaKimx0BZyZXV8rW4LTJzhvZ", name: "Hana Kim", is: "deleted" },
} as const satisfies Record<string, Seeded>;
