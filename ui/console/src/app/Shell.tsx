import { useProfileAuth } from "@buildappswith/profile-sync-react";
import { type ReactNode, useState } from "react";
import { NavLink } from "react-router";
import { Brand } from "../parts/Brand.tsx";
import { useSession } from "../session/session.ts";
import { Find } from "./Find.tsx";
import { useShortcuts } from "./useShortcuts.ts";

const PAGES = [
  { to: "/events", name: "Events" },
  { to: "/users", name: "Users" },
  { to: "/reconciliations", name: "Reconciliations" },
  { to: "/health", name: "Health" },
];

/** What every page has around it: where else to go, what to find, who is there. */
export function Shell({ demoUrl, children }: { demoUrl?: string | undefined; children: ReactNode }) {
  const [shortcuts, setShortcuts] = useState(true);
  useShortcuts(shortcuts);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <header className="top">
        <Brand />
        <Find />
        <Viewer />
      </header>
      <nav className="pages" aria-label="Pages">
        <ul>
          {PAGES.map(({ to, name }) => (
            <li key={to}>
              <NavLink to={to}>{name}</NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <main id="main" className="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="foot">
        <label className="check">
          <input
            type="checkbox"
            checked={shortcuts}
            onChange={(event) => setShortcuts(event.target.checked)}
          />
          <span>
            Keys: <kbd>/</kbd> finds, <kbd>j</kbd> and <kbd>k</kbd> go down and up in a list
          </span>
        </label>
        {demoUrl && <a href={demoUrl}>See the demo</a>}
      </footer>
    </div>
  );
}

function Viewer() {
  const { profile } = useProfileAuth();
  const { signOut, menu } = useSession();
  return (
    <div className="viewer">
      <span>{profile?.user.name ?? profile?.user.id}</span>
      {menu}
      <button type="button" className="button small" onClick={signOut}>
        Sign out
      </button>
    </div>
  );
}
