import type { ReactNode } from "react";
import { Avatar } from "./Avatar.tsx";
import { Heading, type HeadingLevel } from "./Heading.tsx";

/** Props of {@link ProfileHeader}. */
export interface ProfileHeaderProps {
  name: string | null;
  /** What stands for the name of somebody who has none. */
  fallback: string;
  imageUrl: string | null;
  level: HeadingLevel;
  /** The id of the heading, which names the profile. */
  id: string;
  actions: ReactNode;
  /** One line each. */
  headline: string | null;
  tagline?: string | null;
  children?: ReactNode;
}

/** Who it is, in a glance. */
export function ProfileHeader(props: ProfileHeaderProps) {
  const { name, fallback, imageUrl, level, id, actions, headline, tagline, children } = props;
  return (
    <header className="ps-header">
      <Avatar name={name} url={imageUrl} />
      <div className="ps-header-text">
        <Heading level={level} id={id} className="ps-name" dir="auto">
          {name ?? fallback}
        </Heading>
        {headline && (
          <p className="ps-headline" dir="auto">
            {headline}
          </p>
        )}
        {tagline && (
          <p className="ps-tagline" dir="auto">
            {tagline}
          </p>
        )}
        {children}
      </div>
      <div className="ps-header-actions">{actions}</div>
    </header>
  );
}
