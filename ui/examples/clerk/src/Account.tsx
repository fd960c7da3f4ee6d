import { ProfileEditForm, ProfileGuard, useProfileAuth } from "@buildappswith/profile-sync-react";
import { SignInButton, UserButton } from "@clerk/react";

/** Who is signed in; for builders, with the form of their profile. */
export function Account() {
  const { userId } = useProfileAuth();
  return (
    <ProfileGuard loading={<p>…</p>} fallback={<SignInButton />}>
      <UserButton />
      <ProfileGuard permission="editBuilder" fallback={<p>You are no builder yet.</p>}>
        {userId && <ProfileEditForm userId={userId} />}
      </ProfileGuard>
    </ProfileGuard>
  );
}
