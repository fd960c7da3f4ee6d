import { ProfileAuthProvider } from "@buildappswith/profile-sync-react";
import { keptToken, SEEDED } from "@profile-sync/simulator";
import { useSimulatedReverification } from "@profile-sync/simulator/react";
import { useMemo, useRef, useState } from "react";
import { useConnection } from "../connection/connection.tsx";
import { Switch } from "../parts/Switch.tsx";
import { useLeaving } from "./leaving.tsx";
import { Meanwhile } from "./Meanwhile.tsx";
import { ReverifyDialog } from "./ReverifyDialog.tsx";
import { SomebodyElse } from "./SomebodyElse.tsx";
import { Stage } from "./Stage.tsx";
import { ViewerPicker } from "./ViewerPicker.tsx";
import { VIEWERS, type ViewerChoice } from "./viewers.ts";
import { WhoAmI } from "./WhoAmI.tsx";

/** How often the package asks what the viewer may do, in seconds: so often only to let one see it. */
const REFRESH_SECONDS = 2;

/** What Clerk says of somebody who proved their first factor an hour ago, and never a second one. */
const LONG_AGO = { fva: [60, -1] };

/** What the view is told. */
export interface AsTheySeeProps {
  isUnsaved: boolean;
  /** Is told whether something was typed here that isn't saved: the view must stay as long as it isn't. */
  onUnsaved(is: boolean): void;
}

/** The package's components as somebody sees them, in the way a host shows them. */
export function AsTheySee({ isUnsaved, onUnsaved }: AsTheySeeProps) {
  const { config, simulator } = useConnection();
  const [viewer, setViewer] = useState<ViewerChoice | undefined>(() =>
    VIEWERS.find((it) => it.id === "liam"),
  );
  const [isLongAgo, setIsLongAgo] = useState(false);
  // What tokens say must be known at once when somebody has proved who they are, not at the next rendering.
  const longAgo = useRef(false);
  const setLongAgo = (is: boolean) => {
    longAgo.current = is;
    setIsLongAgo(is);
  };
  const { reverify, question } = useSimulatedReverification(() => setLongAgo(false));
  const leaving = useLeaving(isUnsaved);
  const choose = (it: ViewerChoice) => leaving.leave(() => setViewer(it));
  const { clerkId = null, name = "" } = viewer ?? {};
  const getToken = useMemo(
    () =>
      clerkId
        ? keptToken(() => simulator.token(clerkId, longAgo.current ? { claims: LONG_AGO } : {}))
        : async () => null,
    [simulator, clerkId],
  );

  return (
    <div className="as-they-see">
      <aside aria-label="Who is looking">
        {viewer && (
          <div className="who">
            <ViewerPicker viewer={viewer} onChoose={choose} />
            <SomebodyElse viewer={viewer} onChoose={choose} />
          </div>
        )}
        <Switch
          label="Signed in long ago"
          hint="setting roles asks for a fresh proof"
          isOn={isLongAgo}
          onSwitch={(is) => {
            setLongAgo(is);
            // If it can't be had now, the next request asks again and says so.
            void getToken({ skipCache: true });
          }}
        />
        {clerkId && clerkId !== SEEDED.noor.clerkId && (
          <Meanwhile key={clerkId} clerkId={clerkId} name={name} />
        )}
      </aside>
      <ProfileAuthProvider
        apiUrl={config.apiUrl}
        userId={clerkId}
        getToken={getToken}
        reverify={reverify}
        refreshSeconds={REFRESH_SECONDS}
      >
        <div className="stage">
          <WhoAmI />
          <Stage viewer={clerkId} leaving={leaving} onUnsaved={onUnsaved} />
        </div>
      </ProfileAuthProvider>
      {question && <ReverifyDialog name={name} {...question} />}
    </div>
  );
}
