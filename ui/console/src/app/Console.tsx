import { ProfileAuthProvider } from "@buildappswith/profile-sync-react";
import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import type { Config } from "../config/config.ts";
import { Announcer } from "../parts/Announcer.tsx";
import { AdminGate } from "../session/AdminGate.tsx";
import { SessionProvider } from "../session/SessionProvider.tsx";
import { useSession } from "../session/session.ts";
import { Pages } from "./Pages.tsx";
import { createQueryClient } from "./queryClient.ts";
import { Shell } from "./Shell.tsx";

/** The whole console. Needs a router around it. */
export function Console({ config }: { config: Config }) {
  return (
    <SessionProvider config={config}>
      <ByViewer config={config} />
    </SessionProvider>
  );
}

/** Whoever signs in begins with an empty cache, so nobody sees what somebody else saw. */
function ByViewer({ config }: { config: Config }) {
  const { userId } = useSession();
  return <Viewer key={userId ?? "nobody"} config={config} />;
}

function Viewer({ config }: { config: Config }) {
  const { userId, getToken, reverify } = useSession();
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <ProfileAuthProvider
        apiUrl={config.apiUrl}
        getToken={getToken}
        userId={userId}
        reverify={reverify}
        queryClient={queryClient}
      >
        <Announcer>
          <AdminGate>
            <Shell demoUrl={config.kind === "local" ? config.demoUrl : undefined}>
              <Pages />
            </Shell>
          </AdminGate>
        </Announcer>
      </ProfileAuthProvider>
    </QueryClientProvider>
  );
}
