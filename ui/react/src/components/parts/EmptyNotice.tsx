import { messages } from "./messages.ts";
import { Notice } from "./Notice.tsx";

/** Says that nothing was written yet: to whom it belongs, what to write. */
export function EmptyNotice({ name, invitation }: { name: string; invitation: string | undefined }) {
  return (
    <Notice icon="pencil" title={invitation === undefined ? messages.emptyTitle : messages.emptyOwnTitle}>
      <p>{invitation ?? messages.emptyText(name)}</p>
    </Notice>
  );
}
