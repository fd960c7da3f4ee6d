import type { Person } from "@profile-sync/simulator";

const LAST_NAMES = ["Park", "Hartley", "Osei", "Moreau", "Lindgren", "Castillo"];

/** Last names in an order that begins after the one that the person has. */
export function otherLastNames({ last_name }: Person): string[] {
  const at = LAST_NAMES.indexOf(last_name ?? "") + 1;
  return [...LAST_NAMES.slice(at), ...LAST_NAMES.slice(0, at)].filter((it) => it !== last_name);
}
