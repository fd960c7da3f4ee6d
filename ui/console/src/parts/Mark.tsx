/** How something stands. */
export type StateKind = "good" | "attention" | "bad" | "quiet";

const SHAPES: Record<StateKind, string> = {
  good: "M3.5 8.5l3 3 6-7",
  attention: "M8 3v6.5M8 12.4v.6",
  bad: "M4 4l8 8M12 4l-8 8",
  quiet: "M4 8h8",
};

/** A small sign for a state. The words beside it say the same; the shape differs for who can't tell the colours apart. */
export function Mark({ kind }: { kind: StateKind }) {
  return (
    <svg className={`mark ${kind}`} viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={SHAPES[kind]}
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
