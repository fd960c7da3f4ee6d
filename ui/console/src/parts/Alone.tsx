import type { ReactNode } from "react";
import { Brand } from "./Brand.tsx";

/** A page of its own: before somebody is in the console, or when they can't be. */
export function Alone({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="alone" id="main">
      <title>{`${title} · profile-sync console`}</title>
      <Brand />
      <h1>{title}</h1>
      {children}
    </main>
  );
}
