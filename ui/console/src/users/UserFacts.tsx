import { useUser } from "@buildappswith/profile-sync-react";
import type { StateKind } from "../parts/Mark.tsx";
import { StateLabel } from "../parts/StateLabel.tsx";
import { Time } from "../parts/Time.tsx";

const STANDINGS: Record<string, StateKind> = { active: "good", suspended: "attention", deleted: "bad" };

/** Who somebody is, by the platform's record. */
export function UserFacts({ userId }: { userId: string }) {
  const { user } = useUser(userId);
  if (!user) return null;
  return (
    <dl className="facts">
      <Fact name="Name">{user.name ?? "no name"}</Fact>
      <Fact name="Status">
        <StateLabel kind={STANDINGS[user.status] ?? "quiet"}>{user.status}</StateLabel>
      </Fact>
      <Fact name="Roles">{user.roles.join(", ") || "none"}</Fact>
      <Fact name="Our id" isId>
        {user.id}
      </Fact>
      <Fact name="Clerk’s id" isId>
        {user.clerkId ?? "none yet"}
      </Fact>
      <Fact name="Last sign-in">{user.lastSignInAt ? <Time at={user.lastSignInAt} /> : "not known"}</Fact>
      <Fact name="Version">{user.version}</Fact>
    </dl>
  );
}

function Fact({ name, isId = false, children }: { name: string; isId?: boolean; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={isId ? "id" : undefined}>{children}</dd>
    </div>
  );
}
