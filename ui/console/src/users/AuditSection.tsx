import type { AuditTrail } from "@buildappswith/profile-sync-react";
import { useSearchParams } from "react-router";
import { ErrorNotice } from "../parts/ErrorNotice.tsx";
import { Notice } from "../parts/Notice.tsx";
import { Pager } from "../parts/Pager.tsx";
import { AuditTable } from "./AuditTable.tsx";
import { useAudit } from "./useAudit.ts";

/** Everything that changed of somebody, and whether the trail is as it was written. */
export function AuditSection({ userId }: { userId: string }) {
  const [search] = useSearchParams();
  const trail = useAudit(userId, search.get("audit"));
  return (
    <section className="section" aria-labelledby="audit">
      <h2 id="audit" tabIndex={-1}>
        Audit trail
      </h2>
      {trail.isPending && <p role="status">Reading the trail…</p>}
      {trail.isError && <ErrorNotice error={trail.error} onRetry={trail.refetch} />}
      {trail.data && (
        <>
          <ChainVerdict chain={trail.data.chain} />
          <AuditTable entries={trail.data.entries} />
          <Pager of="the audit trail" parameter="audit" nextCursor={trail.data.nextCursor} />
        </>
      )}
    </section>
  );
}

function ChainVerdict({ chain }: { chain: AuditTrail["chain"] }) {
  if (chain.verified) {
    return (
      <Notice kind="good" title="The chain is whole">
        Each entry holds the hash of the one before it, and the record that of the last: nobody changed, added
        or removed any.
      </Notice>
    );
  }
  return (
    <Notice kind="bad" title="The trail is not as it was written">
      <p>{chain.problem ?? "The chain of hashes is broken."}</p>
      <p>
        Change nothing of this record. Keep the tables’ backups, find out who may write to{" "}
        <code>AuditTable</code> and <code>UsersTable</code>, and tell whoever answers for security.
      </p>
    </Notice>
  );
}
