import { useConnection } from "./connection/connection.tsx";
import { Icon } from "./parts/Icon.tsx";
import { ThemePicker } from "./theme/ThemePicker.tsx";
import type { View } from "./view.ts";

/** What this is, and the way to the other view and the console. */
export function Header({ view }: { view: View }) {
  const { consoleUrl } = useConnection().config;
  return (
    <header className="top">
      <div className="brand">
        <Mark />
        <div>
          <h1>profile-sync</h1>
          <p>
            People change themselves in Clerk. Webhooks tell the platform, which keeps its own record of each:
            every change applied once, in the right order, and what gets lost is found.
          </p>
        </div>
      </div>
      <nav aria-label="Views">
        <a href="#sync" aria-current={view === "sync" ? "page" : undefined}>
          Watch it sync
        </a>
        <a href="#people" aria-current={view === "people" ? "page" : undefined}>
          As they see it
        </a>
        {consoleUrl && (
          <a href={consoleUrl}>
            Console <Icon name="out" />
          </a>
        )}
        <ThemePicker />
      </nav>
    </header>
  );
}

/** Two records that come together. */
function Mark() {
  return (
    <svg className="brand-mark" viewBox="0 0 44 32" aria-hidden="true">
      <circle className="theirs" cx="16" cy="16" r="13" />
      <circle className="platforms" cx="28" cy="16" r="13" />
    </svg>
  );
}
