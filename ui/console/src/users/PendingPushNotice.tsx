import type { PendingPush } from "@buildappswith/profile-sync-react";
import { Notice } from "../parts/Notice.tsx";
import { Time } from "../parts/Time.tsx";
import { fieldName } from "../words/fields.ts";

/** What Clerk has still to be told. */
export function PendingPushNotice({ push }: { push: PendingPush }) {
  return (
    <Notice kind="attention" title="Clerk has still to be told of an edit">
      <p>
        {push.fields.map(fieldName).join(", ")}, since <Time at={push.since} />. It goes out within seconds,
        or with the next run. If it waits longer: “Push backlog” in the runbook (infra/README.md).
      </p>
    </Notice>
  );
}
