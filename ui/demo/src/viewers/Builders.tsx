import type { BuilderCard } from "@buildappswith/profile-sync-react";
import { Avatar } from "../parts/Avatar.tsx";

/** What the list is told. */
export interface BuildersProps {
  /** Undefined until they are known. */
  builders: BuilderCard[] | undefined;
  onOpen(userId: string): void;
}

/** The builders whom anybody can find, each with the way to their profile. */
export function Builders({ builders, onOpen }: BuildersProps) {
  if (!builders) return <p className="working">Reading the builders…</p>;
  if (builders.length === 0) return <p className="fallback">Nobody can be found now.</p>;
  return (
    <ul className="cards">
      {builders.map((it) => (
        <li key={it.userId}>
          <button type="button" className="card" onClick={() => onOpen(it.userId)}>
            <Avatar large name={it.name} url={it.imageUrl} />
            <span>
              <strong>
                <bdi>{it.name ?? "No name"}</bdi>
              </strong>
              <span>
                <bdi>{it.headline ?? it.tagline ?? "Has said nothing yet"}</bdi>
              </span>
              <small>
                Tier {it.validationTier}
                {it.availableForHire && ", open to work"}
              </small>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
