"use client";
import { type ReactNode, useState } from "react";
import type { Builder } from "../../api/types.ts";
import { useProfileAuth } from "../../auth/profileAuth.ts";
import { EmptyNotice } from "../parts/EmptyNotice.tsx";
import type { HeadingLevel } from "../parts/Heading.tsx";
import { Notice } from "../parts/Notice.tsx";
import { ProfileHeader } from "../parts/ProfileHeader.tsx";
import { useFocus } from "../parts/useFocus.ts";
import { AdminPart } from "./AdminPart.tsx";
import { BuilderBody, isEmpty } from "./BuilderBody.tsx";
import { Marks } from "./Marks.tsx";
import { messages } from "./messages.ts";
import { PrivatePart } from "./PrivatePart.tsx";

/** Props of {@link BuilderView}. */
export interface BuilderViewProps {
  builder: Builder;
  level: HeadingLevel;
  /** The id of the heading. */
  id: string;
  currency: string | undefined;
  actions: ReactNode;
}

/** A builder's profile: what everybody sees, then what only the builder and admins do. */
export function BuilderView({ builder, level, id, currency, actions }: BuilderViewProps) {
  const { isOwner } = useProfileAuth();
  const isOwn = isOwner(builder.userId);
  const [isDeactivated, setDeactivated] = useState(false);
  // The button that did it is gone: whoever pressed it goes on from what it did.
  const hidden = useFocus<HTMLDivElement>(isDeactivated, builder.active);
  return (
    <>
      {builder.active === false && (
        <div ref={hidden} tabIndex={-1} className="ps-focusable">
          <Notice icon="lock" tone="warning" title={messages.hiddenTitle}>
            <p>{messages.hiddenText}</p>
          </Notice>
        </div>
      )}
      <ProfileHeader
        name={builder.name}
        fallback={messages.fallbackName}
        imageUrl={builder.imageUrl}
        level={level}
        id={id}
        actions={actions}
        headline={builder.headline}
        tagline={builder.tagline}
      >
        <Marks builder={builder} />
      </ProfileHeader>
      {isEmpty(builder) && (
        <EmptyNotice
          name={builder.name ?? messages.fallbackName}
          invitation={isOwn ? messages.emptyOwnText : undefined}
        />
      )}
      <BuilderBody builder={builder} level={level}>
        <PrivatePart builder={builder} level={level} isOwn={isOwn} currency={currency} />
        <AdminPart builder={builder} level={level} onDeactivated={() => setDeactivated(true)} />
      </BuilderBody>
    </>
  );
}
