import { RolesEditor, useUser, ValidationTierControl } from "@buildappswith/profile-sync-react";

/** What somebody may be, and how far the platform has checked them. */
export function RightsSection({ userId }: { userId: string }) {
  const { user } = useUser(userId);
  if (!user || user.status === "deleted") return null;
  return (
    <section className="section" aria-labelledby="rights">
      <h2 id="rights">What they are</h2>
      <div className="side-by-side">
        <RolesEditor userId={userId} className="card" />
        {user.roles.includes("BUILDER") && <ValidationTierControl userId={userId} className="card" />}
      </div>
    </section>
  );
}
