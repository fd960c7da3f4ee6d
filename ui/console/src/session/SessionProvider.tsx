import { lazy, type ReactNode, Suspense } from "react";
import type { Config } from "../config/config.ts";
import { Opening } from "../parts/Opening.tsx";
import { LocalSession } from "./LocalSession.tsx";

const ClerkSession = lazy(() => import("./ClerkSession.tsx"));

/** The kind of sign-in that `config.json` asks for. */
export function SessionProvider({ config, children }: { config: Config; children: ReactNode }) {
  if (config.kind === "local")
    return <LocalSession simulatorUrl={config.simulatorUrl}>{children}</LocalSession>;
  return (
    <Suspense fallback={<Opening />}>
      <ClerkSession publishableKey={config.clerkPublishableKey}>{children}</ClerkSession>
    </Suspense>
  );
}
