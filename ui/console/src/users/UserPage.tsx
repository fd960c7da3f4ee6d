import { useUser } from "@buildappswith/profile-sync-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { ErrorNotice } from "../parts/ErrorNotice.tsx";
import { Notice } from "../parts/Notice.tsx";
import { Page } from "../parts/Page.tsx";
import { isNotFound } from "../words/problems.ts";
import { AuditSection } from "./AuditSection.tsx";
import { ComparisonSection } from "./ComparisonSection.tsx";
import { RightsSection } from "./RightsSection.tsx";
import { UserFacts } from "./UserFacts.tsx";
import { useComparison } from "./useComparison.ts";

/** Somebody, by an id of either side: both sides' word, their roles, and everything that changed. */
export function UserPage({ id }: { id: string }) {
  const comparison = useComparison(id);
  // Without Clerk there is no comparison, but what is ours can be shown all the same.
  const ours = comparison.data
    ? comparison.data.userId
    : isClerks(id) || isNotFound(comparison.error)
      ? null
      : id;
  const isKnown = comparison.isFetched && ours !== null;
  return (
    <Page title="User" back={{ to: "/users", name: "Find another" }} aside={<Actions id={id} />}>
      {comparison.isPending && <p role="status">Asking both sides…</p>}
      {isNotFound(comparison.error) ? (
        <Notice kind="attention" title="Neither side knows this id">
          Check it: Clerk’s ids begin with <code>user_</code>, ours are 26 letters and digits. Clerk forgets
          who is deleted; the platform keeps their record under our id. Looked for: <code>{id}</code>
        </Notice>
      ) : (
        comparison.isError && <ErrorNotice error={comparison.error} onRetry={comparison.refetch} />
      )}
      {isKnown && <UserFacts userId={ours} />}
      {comparison.data && <ComparisonSection comparison={comparison.data} />}
      {isKnown && (
        <>
          <Renewal userId={ours} />
          <RightsSection userId={ours} />
          <AuditSection userId={ours} />
        </>
      )}
    </Page>
  );
}

function Actions({ id }: { id: string }) {
  return (
    <div className="actions">
      <Link className="button" to={`/events?user=${encodeURIComponent(id)}`}>
        Their events
      </Link>
      <Link className="button" to="/reconciliations/new?dryRun=false">
        Reconcile now
      </Link>
    </div>
  );
}

/** Asks for comparison and trail again once the record has another version than before, such as after an edit of roles. */
function Renewal({ userId }: { userId: string }) {
  const queryClient = useQueryClient();
  const { user } = useUser(userId);
  const version = user?.version;
  const before = useRef(version);
  useEffect(() => {
    const isFirst = before.current === undefined;
    before.current = version;
    if (isFirst) return;
    queryClient.invalidateQueries({ queryKey: ["comparison"] });
    queryClient.invalidateQueries({ queryKey: ["audit", userId] });
  }, [version, userId, queryClient]);
  return null;
}

function isClerks(id: string): boolean {
  return id.startsWith("user_");
}
