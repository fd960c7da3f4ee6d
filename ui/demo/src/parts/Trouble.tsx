import { ProfileApiError } from "@buildappswith/profile-sync-react";

/** Why something could not be done. Of a body that the API refuses, only what it says of each field helps. */
export function Trouble({ error }: { error: Error | null }) {
  const fields = error instanceof ProfileApiError ? error.fields : [];
  return (
    <div role="alert" className="alert-slot">
      {error && fields.length === 0 && <p className="alert">{error.message}</p>}
      {fields.map(({ pointer, detail }) => (
        <p key={pointer} className="alert">
          <code>{pointer.slice(1)}</code>: {detail}
        </p>
      ))}
    </div>
  );
}
