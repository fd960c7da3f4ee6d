import type { ReactNode } from "react";
import type { Builder } from "../../api/types.ts";
import { Block } from "../parts/Block.tsx";
import { Facts } from "../parts/Facts.tsx";
import { formatDay, formatDecimal } from "../parts/format.ts";
import type { HeadingLevel } from "../parts/Heading.tsx";
import { messages as parts } from "../parts/messages.ts";
import { OutsideLink } from "../parts/OutsideLink.tsx";
import { messages } from "./messages.ts";
import { Works } from "./Works.tsx";

/** Whether there is nothing that the builder wrote. */
export function isEmpty(builder: Builder): boolean {
  const { bio, headline, tagline, domains, topSkills, expertiseAreas, portfolioItems, socialLinks } = builder;
  const lists = [domains, topSkills, expertiseAreas, portfolioItems, Object.keys(socialLinks)];
  return !bio && !headline && !tagline && lists.every((it) => it.length === 0);
}

/** Props of {@link BuilderBody}. */
export interface BuilderBodyProps {
  builder: Builder;
  level: HeadingLevel;
  /** What only some see, after what everybody does. */
  children: ReactNode;
}

/** What a builder offers and shows. */
export function BuilderBody({ builder, level, children }: BuilderBodyProps) {
  const links = Object.entries(builder.socialLinks);
  return (
    <div className="ps-body">
      <div className="ps-main">
        {builder.bio && (
          <Block level={level} title={messages.about}>
            <p className="ps-prose" dir="auto">
              {builder.bio}
            </p>
          </Block>
        )}
        {builder.portfolioItems.length > 0 && (
          <Block level={level} title={messages.works}>
            <Works works={builder.portfolioItems} level={level} />
          </Block>
        )}
      </div>
      <div className="ps-side">
        <Block level={level} title={parts.facts}>
          <Facts facts={factsOf(builder)} />
        </Block>
        <Chips level={level} title={messages.skills} texts={builder.topSkills} />
        <Chips level={level} title={messages.domains} texts={builder.domains} />
        <Chips level={level} title={messages.expertise} texts={builder.expertiseAreas} />
        <Chips level={level} title={messages.badges} texts={builder.badges} />
        {links.length > 0 && (
          <Block level={level} title={messages.links}>
            <ul className="ps-links">
              {links.map(([site, url]) => (
                <li key={site}>
                  <OutsideLink url={url}>{site}</OutsideLink>
                </li>
              ))}
            </ul>
          </Block>
        )}
      </div>
      <div className="ps-inside">{children}</div>
    </div>
  );
}

function factsOf(builder: Builder) {
  const { rating, responseRate, completedProjects, validationTier: tier } = builder;
  return [
    [messages.rating, rating && messages.ratingOf(formatDecimal(rating))],
    [messages.projects, completedProjects > 0 && completedProjects],
    [messages.responses, responseRate && messages.percent(formatDecimal(responseRate))],
    // The contract's tiers are 1 to 3, of which its types know nothing; of another there is nothing to say.
    [messages.checked, messages.tiers[tier as 1 | 2 | 3]],
    [messages.availability, builder.availability],
    [messages.since, formatDay(builder.createdAt)],
  ] as const;
}

function Chips({ level, title, texts }: { level: HeadingLevel; title: string; texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <Block level={level} title={title}>
      <ul className="ps-chips">
        {[...new Set(texts)].map((it) => (
          <li key={it} className="ps-chip" dir="auto">
            {it}
          </li>
        ))}
      </ul>
    </Block>
  );
}
