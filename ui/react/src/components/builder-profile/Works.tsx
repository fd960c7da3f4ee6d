import type { PortfolioItem } from "../../api/types.ts";
import { shortAddress } from "../parts/format.ts";
import { Heading, type HeadingLevel } from "../parts/Heading.tsx";
import { OutsideLink } from "../parts/OutsideLink.tsx";
import { Picture } from "../parts/Picture.tsx";

/** The works that a builder shows, in the builder's order. */
export function Works({ works, level }: { works: readonly PortfolioItem[]; level: HeadingLevel }) {
  return (
    <ul className="ps-works">
      {works.map((work, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: works have no ids, and two may be the same.
        <li key={index} className="ps-work">
          <Picture url={work.imageUrl} className="ps-work-picture" fallback={null} />
          <Heading level={level} beneath={2} className="ps-work-title" dir="auto">
            {work.title}
          </Heading>
          {work.description && (
            <p className="ps-prose" dir="auto">
              {work.description}
            </p>
          )}
          {work.url && (
            <p>
              <OutsideLink url={work.url}>{shortAddress(work.url)}</OutsideLink>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
