import { BuilderProfile, ProfileAuthProvider } from "@buildappswith/profile-sync-react";
import { useAuth, useReverification } from "@clerk/react";
import { Account } from "./Account.tsx";
import "@buildappswith/profile-sync-react/styles.css";

const apiUrl = import.meta.env.VITE_API_URL ?? "/";

/** Ada's profile, as whoever looks may see it, and one's own to edit. */
export function App() {
  const { userId, getToken } = useAuth();
  const reverify = useReverification((action: () => Promise<unknown>) => action());
  return (
    <ProfileAuthProvider apiUrl={apiUrl} userId={userId} getToken={getToken} reverify={reverify}>
      <BuilderProfile slug="ada" />
      <Account />
    </ProfileAuthProvider>
  );
}
