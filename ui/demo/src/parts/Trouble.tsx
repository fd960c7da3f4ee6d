/** Why something could not be done. */
export function Trouble({ error }: { error: Error | null }) {
  return (
    <div role="alert" className="alert-slot">
      {error && <p className="alert">{error.message}</p>}
    </div>
  );
}
