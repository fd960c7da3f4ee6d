"use client";
import { type ReactNode, useId } from "react";
import { Heading, type HeadingLevel } from "./Heading.tsx";

/** Props of {@link Block}. */
export interface BlockProps {
  level: HeadingLevel;
  title: string;
  /** A part of a profile, or fields of a form that belong together. */
  kind?: "block" | "section";
  children: ReactNode;
}

/** A part with its heading, which names it. */
export function Block({ level, title, kind = "block", children }: BlockProps) {
  const id = useId();
  return (
    <section className={`ps-${kind}`} aria-labelledby={id}>
      <Heading level={level} beneath={1} id={id} className={`ps-${kind}-title`}>
        {title}
      </Heading>
      {children}
    </section>
  );
}
