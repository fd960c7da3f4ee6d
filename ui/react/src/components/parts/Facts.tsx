import type { ReactNode } from "react";

/** Pairs of what it is and how it is. What is null or false is left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== false);
  if (known.length === 0) return null;
  return (
    <dl className="ps-facts">
      {known.map(([name, value]) => (
        <div key={name} className="ps-fact">
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
