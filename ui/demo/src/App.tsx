import { SEEDED } from "@profile-sync/simulator";
import { useState } from "react";
import { Board } from "./board/Board.tsx";
import { TroublePanel } from "./faults/TroublePanel.tsx";
import { Header } from "./Header.tsx";
import { Stories } from "./stories/Stories.tsx";
import { useView } from "./view.ts";
import { AsTheySee } from "./viewers/AsTheySee.tsx";

/** Both views: what happens between Clerk and the platform, and what people see of it. */
export function App() {
  const [clerkId, setClerkId] = useState<string>(SEEDED.liam.clerkId);
  const [isUnsaved, setIsUnsaved] = useState(false);
  const view = useView();
  return (
    <>
      <Header view={view} />
      <main>
        {/* A story goes on while one looks at the other view. */}
        <div className="view" hidden={view !== "sync"}>
          <Stories onSelect={setClerkId} />
          {view === "sync" && (
            <>
              <Board clerkId={clerkId} onSelect={setClerkId} />
              <TroublePanel />
            </>
          )}
        </div>
        {/* What was typed and isn't saved waits until one comes back. */}
        {(view === "people" || isUnsaved) && (
          <div hidden={view !== "people"}>
            <AsTheySee isUnsaved={isUnsaved} onUnsaved={setIsUnsaved} />
          </div>
        )}
      </main>
    </>
  );
}
