import type { HTMLAttributes, Ref } from "react";

/** How deep a heading stands in the host's page. */
export type HeadingLevel = 1 | 2 | 3 | 4;

/** Props of {@link Heading}. */
export interface HeadingProps extends HTMLAttributes<HTMLHeadingElement> {
  level: HeadingLevel;
  /** How many levels deeper than that. */
  beneath?: 0 | 1 | 2;
  /** React 18 hands no `ref` to functions. */
  elementRef?: Ref<HTMLHeadingElement>;
}

/** A heading that fits into the host's outline. */
export function Heading({ level, beneath = 0, elementRef, ...rest }: HeadingProps) {
  // TypeScript adds no numbers: four levels and two beneath are six.
  const Tag = `h${level + beneath}` as "h1" | "h2" | "h3" | "h4" | "h5" | "h6";
  return <Tag ref={elementRef} {...rest} />;
}
