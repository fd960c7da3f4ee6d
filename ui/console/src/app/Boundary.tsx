import { Component, type ReactNode } from "react";
import { Notice } from "../parts/Notice.tsx";

interface BoundaryProps {
  /** What stands in the place of what broke. */
  fallback: ReactNode;
  children: ReactNode;
}

/**
 * Keeps what breaks from taking all of the console with it. The likeliest reason is a new version: its host no longer
 * has the files that an old tab has yet to load.
 */
export class Boundary extends Component<BoundaryProps, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? this.props.fallback : this.props.children;
  }
}

/** What to do about what broke. */
export function Broken() {
  return (
    <div className="stack">
      <Notice kind="bad" title="It can’t be shown">
        There may be a new version of the console: reload it. If it breaks again, the browser’s console says
        why.
      </Notice>
      <button type="button" className="button" onClick={() => window.location.reload()}>
        Reload the console
      </button>
    </div>
  );
}
