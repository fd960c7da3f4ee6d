import type { ReactNode } from "react";
import { Brand } from "./Brand.tsx";
import { useTitleFocus } from "./useTitleFocus.ts";

/** A page of its own: before somebody is in the console, or when they can't be. */
export function Alone({ title, children }: { title: string; children: ReactNode }) {
  const heading = useTitleFocus();
  return (
    <main className="alone" id="main">
      <title>{`${title} · profile-sync console`}</title>
      <Brand />
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </main>
  );
}
