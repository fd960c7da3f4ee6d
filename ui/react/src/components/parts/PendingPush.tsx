import type { PendingPush as Push } from "../../api/types.ts";
import { Icon } from "./Icon.tsx";
import { messages } from "./messages.ts";

/** Says what Clerk has still to be told of: the edit itself is made. */
export function PendingPush({ push }: { push: Push | null | undefined }) {
  if (!push) return null;
  const fields = push.fields.map((it) => messages.pushed[it]);
  return (
    <p className="ps-pending" role="status">
      <Icon name="clock" />
      {messages.pending(fields.join(", "))}
    </p>
  );
}
