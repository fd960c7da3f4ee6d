import { nameOf, SEEDED, type Simulator } from "@profile-sync/simulator";

/** Somebody to look at. */
export interface Somebody {
  clerkId: string;
  name: string;
}

/** Everybody who was ever seen, apart by whether Clerk still knows them. */
export interface Everybody {
  inClerk: Somebody[];
  gone: Somebody[];
}

/** Reads who is in Clerk, and remembers whoever was. */
export function peopleOf(simulator: Simulator): () => Promise<Everybody> {
  const seen = new Map<string, Somebody>(Object.values(SEEDED).map((it) => [it.clerkId, it]));
  return async () => {
    const people = await simulator.people();
    const inClerk = people.map((it) => ({ clerkId: it.id, name: nameOf(it) ?? it.id }));
    for (const one of inClerk) seen.set(one.clerkId, one);
    const present = new Set(inClerk.map((it) => it.clerkId));
    const gone = [...seen.values()].filter((it) => !present.has(it.clerkId));
    return { inClerk: inClerk.sort((one, other) => one.name.localeCompare(other.name)), gone };
  };
}
