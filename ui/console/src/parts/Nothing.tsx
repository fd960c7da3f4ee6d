/** A value that isn't there. */
export function Nothing({ word = "nothing" }: { word?: string }) {
  return (
    <span className="nothing">
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{word}</span>
    </span>
  );
}
