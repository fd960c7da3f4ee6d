import type { Comparison } from "@buildappswith/profile-sync-react";
import { Mark } from "../parts/Mark.tsx";
import { Nothing } from "../parts/Nothing.tsx";
import { Notice } from "../parts/Notice.tsx";
import { Scroller } from "../parts/Scroller.tsx";
import { Time } from "../parts/Time.tsx";
import { DRIFT_WORDS } from "../words/drift.ts";
import { fieldName } from "../words/fields.ts";
import { PendingPushNotice } from "./PendingPushNotice.tsx";

/** What Clerk's answer means where it isn't a user. */
const CLERK_WORDS: Record<Comparison["clerkAnswer"], string | null> = {
  found: null,
  gone: "no such user",
  unasked: "no user yet",
};

/** What each side says of somebody, with what is the matter in words. */
export function ComparisonSection({ comparison }: { comparison: Comparison }) {
  const { fields, pendingPush, recordUpdatedAt, clerkUpdatedAt, clerkAnswer, userId } = comparison;
  return (
    <section className="section" aria-labelledby="both-sides">
      <h2 id="both-sides">Both sides</h2>
      <Verdict comparison={comparison} />
      {pendingPush && <PendingPushNotice push={pendingPush} />}
      <Scroller label="Both sides, field by field">
        <table className="comparison">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">
                The platform <Since at={recordUpdatedAt} otherwise={userId ? null : "no record"} />
              </th>
              <th scope="col">
                Clerk <Since at={clerkUpdatedAt} otherwise={CLERK_WORDS[clerkAnswer]} />
              </th>
              <th scope="col">Same?</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field.field} className={field.differs ? "differs" : undefined}>
                <th scope="row">{fieldName(field.field)}</th>
                <td>{field.platform ?? <Nothing />}</td>
                <td>{field.clerk ?? <Nothing />}</td>
                <td className="nowrap">
                  {field.differs ? (
                    <span className="state attention">
                      <Mark kind="attention" />
                      differs
                    </span>
                  ) : (
                    <span className="state quiet">same</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </section>
  );
}

function Verdict({ comparison: { drift, fields } }: { comparison: Comparison }) {
  if (!drift) return <Notice kind="good" title="Both sides say the same" />;
  const { short, means, next } = DRIFT_WORDS[drift];
  const differing = fields.filter((it) => it.differs).length;
  const count = drift === "differs" && ` (${differing})`;
  return (
    <Notice kind="attention" title={`${short.charAt(0).toUpperCase()}${short.slice(1)}${count || ""}`}>
      <p>{means}</p>
      <p>{next}</p>
    </Notice>
  );
}

function Since({ at, otherwise }: { at: string | null | undefined; otherwise: string | null }) {
  if (otherwise) return <span className="since">{otherwise}</span>;
  if (!at) return null;
  return (
    <span className="since">
      changed <Time at={at} />
    </span>
  );
}
