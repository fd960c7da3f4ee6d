import { SEEDED, type Seeded } from "@profile-sync/simulator";

/** Somebody to look as; without an id it is the public, signed out. */
export interface ViewerChoice {
  id: string;
  clerkId: string | null;
  name: string;
  is: string;
}

/** The public, and those of the samples whose views differ. */
export const VIEWERS: readonly ViewerChoice[] = [
  { id: "public", clerkId: null, name: "The public", is: "signed out" },
  ...Object.entries<Seeded>(SEEDED).map(([id, it]) => ({ id, ...it })),
];
