import { type ReactNode, useId } from "react";
import { Heading, type HeadingLevel } from "./Heading.tsx";

/** A part of a profile with its heading. */
export function Block({
  level,
  title,
  children,
}: {
  level: HeadingLevel;
  title: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="ps-block" aria-labelledby={id}>
      <Heading level={level} beneath={1} id={id} className="ps-block-title">
        {title}
      </Heading>
      {children}
    </section>
  );
}
