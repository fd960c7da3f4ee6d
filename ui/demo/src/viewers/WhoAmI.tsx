import { useProfileAuth } from "@buildappswith/profile-sync-react";
import { Tag } from "../parts/Tag.tsx";

/** What the API says of the viewer: `useProfileAuth()`. */
export function WhoAmI() {
  const { profile, permissions, isAuthenticated, isSuspended, isLoading, error } = useProfileAuth();
  if (isLoading) return <p className="working">Asking the API who this is…</p>;
  if (error) return <Tag tone="bad">{error.message}</Tag>;
  if (!isAuthenticated || !profile)
    return <Tag tone="quiet">Nobody is signed in: only what is public shows</Tag>;
  return (
    <div className="who-am-i">
      <Tag tone={isSuspended ? "bad" : "good"}>
        {profile.user.status}, {profile.user.roles.join(", ")}
      </Tag>
      <p>
        <span>May: </span>
        {permissions.length === 0 ? "nothing" : permissions.map((it) => <code key={it}>{it}</code>)}
      </p>
    </div>
  );
}
