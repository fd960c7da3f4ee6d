import { type BuilderCard, useProfileAuth, useProfileClient } from "@buildappswith/profile-sync-react";
import { SEEDED } from "@profile-sync/simulator";
import { useQuery } from "@tanstack/react-query";
import { useConnection } from "../connection/connection.tsx";

/** Somebody whose profile can be looked at, by the platform's id. */
export interface Subject {
  userId: string;
  name: string;
  /** Why they stand in the list. */
  note: string;
}

/** The builders whom anybody can find, as that viewer gets them from `GET /v1/builders`; undefined until they are known. */
export function useBuilders(viewer: string | null): BuilderCard[] | undefined {
  const client = useProfileClient();
  const queryFn = async () =>
    (await client.GET("/v1/builders", { params: { query: { limit: 100 } } })).data.builders;
  return useQuery({ queryKey: ["builders", viewer], queryFn, refetchInterval: 2000 }).data;
}

/** Those of the samples who can't be found, or are no builders. */
export function useOthers(): Subject[] {
  const { platform } = useConnection();
  const queryFn = async () => {
    const found = Object.values(SEEDED).map(async ({ clerkId, name, is }) => {
      const userId = await platform.userId(clerkId);
      return userId ? [{ userId, name, note: is }] : [];
    });
    return (await Promise.all(found)).flat();
  };
  return useQuery({ queryKey: ["subjects"], queryFn, staleTime: 60_000 }).data ?? [];
}

/** The viewer, if they have an account: nothing else lists who signed up and is no builder. */
export function useMyself(): Subject[] {
  const user = useProfileAuth().profile?.user;
  return user ? [{ userId: user.id, name: user.name ?? user.id, note: "who is looking" }] : [];
}

/** What the choice is told. */
export interface WhoseProps {
  builders: BuilderCard[];
  others: Subject[];
  selected: string | null;
  onSelect(userId: string): void;
}

/** Chooses whose profile to look at. */
export function Whose({ builders, others, selected, onSelect }: WhoseProps) {
  const found = new Set(builders.map((it) => it.userId));
  const hidden = new Map(others.filter((it) => !found.has(it.userId)).map((it) => [it.userId, it]));
  return (
    <label className="picker">
      <span className="name">Whose</span>
      <select value={selected ?? ""} onChange={(event) => onSelect(event.target.value)}>
        <optgroup label="Builders whom anybody finds">
          {builders.map((it) => (
            <option key={it.userId} dir="auto" value={it.userId}>
              {it.name ?? it.userId}
            </option>
          ))}
        </optgroup>
        <optgroup label="Others">
          {[...hidden.values()].map((it) => (
            <option key={it.userId} dir="auto" value={it.userId}>
              {it.name}, {it.note}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}
