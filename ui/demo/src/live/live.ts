import type { EventSummary, User } from "@buildappswith/profile-sync-react";
import { type Deliveries, type FaultRule, type Person, SEEDED } from "@profile-sync/simulator";
import { type QueryClient, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { compare, differing, type PlatformRecord, type Row } from "../compare/compare.ts";
import { useConnection } from "../connection/connection.tsx";
import type { Everybody } from "../people/people.ts";
import { useFailure } from "./failure.ts";

/** How often what is shown is read again while the page can be seen, in milliseconds. */
const OFTEN = 500;
const SELDOM = 2000;

/** How deliveries go. */
export function useDeliveries(): Deliveries | undefined {
  const { simulator } = useConnection();
  return useQuery({ queryKey: ["deliveries"], queryFn: simulator.deliveries, refetchInterval: OFTEN }).data;
}

/** What goes wrong with Clerk's API. */
export function useFaults(): FaultRule[] | undefined {
  const { simulator } = useConnection();
  return useQuery({ queryKey: ["faults"], queryFn: simulator.faults, refetchInterval: SELDOM }).data;
}

/** Everybody who is or was in Clerk. */
export function usePeople(): Everybody {
  const { people } = useConnection();
  // The list is asked of the very API that faults are for.
  const isWell = useFaults()?.length === 0;
  const { data } = useQuery({
    queryKey: ["people"],
    queryFn: people,
    enabled: isWell,
    refetchInterval: SELDOM,
  });
  return data ?? { inClerk: [], gone: Object.values(SEEDED) };
}

/** The ledger: events about that Clerk user, or all. */
export function useLedger(clerkId: string | null): EventSummary[] | undefined {
  const { platform } = useConnection();
  const queryFn = () => platform.events(clerkId);
  return useQuery({ queryKey: ["ledger", clerkId], queryFn, refetchInterval: OFTEN }).data;
}

/** Somebody on Clerk's side: null when Clerk doesn't know them, undefined until that is known. And whether it answers. */
export function usePerson(clerkId: string): Pick<Sides, "person" | "isSilent"> {
  const { simulator } = useConnection();
  const queryFn = () => simulator.person(clerkId);
  const reading = useQuery({ queryKey: ["person", clerkId], queryFn, refetchInterval: OFTEN });
  return { person: reading.data, isSilent: useFailure(reading) !== null };
}

/** Somebody's record, if it is known, and why it can't be read. */
interface Reading {
  /** Null when the platform has none, undefined until that is known. */
  record: PlatformRecord | null | undefined;
  error: Error | null;
}

/** Somebody's record. */
function useRecord(clerkId: string): Reading {
  const { platform } = useConnection();
  const idQuery = useUserId(clerkId);
  const id = idQuery.data;
  const userQuery = useQuery<User | null>({
    queryKey: ["user", id],
    queryFn: () => (id ? platform.user(id) : null),
    enabled: !!id,
    refetchInterval: OFTEN,
  });
  const user = userQuery.data;
  // A profile comes and goes with a role, and so with a new version of its account.
  const profilesQuery = useQuery({
    queryKey: ["profiles", id, user?.version],
    queryFn: () => (id ? platform.profiles(id) : null),
    enabled: !!user,
    refetchInterval: SELDOM,
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
  });
  const profiles = profilesQuery.data;
  const failures = [useFailure(userQuery), useFailure(idQuery), useFailure(profilesQuery)];
  const error = failures.find((it) => it !== null) ?? null;
  return useMemo(() => {
    if (id === null || user === null) return { record: null, error };
    return { record: user && profiles ? { user, ...profiles } : undefined, error };
  }, [id, user, profiles, error]);
}

/** Our id of a Clerk user. Null may become an id at any moment, an id stays one. */
function useUserId(clerkId: string) {
  const { platform } = useConnection();
  return useQuery({
    queryKey: ["userId", clerkId],
    queryFn: () => platform.userId(clerkId),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.data ? false : SELDOM / 2),
  });
}

/** Both sides of somebody. */
export interface Sides {
  person: Person | null | undefined;
  record: PlatformRecord | null | undefined;
  /** Empty until both sides are known, or the platform's can't be read. */
  rows: Row[];
  /** How many fields differ. */
  differing: number;
  /** Why the platform's side can't be read. */
  error: Error | null;
  /** Whether the simulator doesn't answer. Without its tokens the platform can't be read either. */
  isSilent: boolean;
}

/** Both sides of somebody, and how they stand to each other. */
export function useSides(clerkId: string): Sides {
  const { person, isSilent } = usePerson(clerkId);
  const { record, error } = useRecord(clerkId);
  return useMemo(() => {
    const isKnown = person !== undefined && (record !== undefined || error !== null);
    const rows = isKnown ? compare(person, record ?? null) : [];
    return { person, record, rows, differing: differing(rows), error, isSilent };
  }, [person, record, error, isSilent]);
}

/** Reads everything again at once: somebody has just done something. */
export async function lookAgain(queries: QueryClient): Promise<void> {
  await queries.invalidateQueries();
}
