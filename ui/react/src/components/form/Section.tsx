import { type ReactNode, useId } from "react";
import { Heading, type HeadingLevel } from "../parts/Heading.tsx";

/** Fields that belong together, beneath a heading. */
export function Section({
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
    <section className="ps-section" aria-labelledby={id}>
      <Heading level={level} beneath={1} id={id} className="ps-section-title">
        {title}
      </Heading>
      {children}
    </section>
  );
}
