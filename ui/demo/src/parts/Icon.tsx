const PATHS = {
  check: "M3.5 8.5l3 3 6-7",
  cross: "M4 4l8 8M12 4l-8 8",
  retry: "M12.5 8a4.5 4.5 0 1 1-1.3-3.2M12.5 2.5v3h-3",
  wait: "M8 4.5V8l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z",
  equal: "M3.5 6h9M3.5 10h9",
  unequal: "M3.5 6h9M3.5 10h9M11 2.5l-6 11",
  right: "M2.5 8h11M9 3.5L13.5 8 9 12.5",
  left: "M13.5 8h-11M7 3.5L2.5 8 7 12.5",
  pen: "M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3z",
  play: "M5 3.5l7 4.5-7 4.5z",
  out: "M9 3h4v4M13 3L7.5 8.5M11 9.5V13H3V5h3.5",
} as const;

/** The name of a picture. */
export type IconName = keyof typeof PATHS;

/** A small picture beside words that say the same. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
