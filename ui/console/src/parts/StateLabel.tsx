import { Mark, type StateKind } from "./Mark.tsx";

/** A state in a word, with its sign. */
export function StateLabel({ kind, children }: { kind: StateKind; children: string }) {
  return (
    <span className={`state ${kind}`}>
      <Mark kind={kind} />
      {children}
    </span>
  );
}
