"use client";
import type { ReactNode } from "react";
import type { Client } from "../../api/types.ts";
import { useProfileAuth } from "../../auth/profileAuth.ts";
import { Block } from "../parts/Block.tsx";
import { EmptyNotice } from "../parts/EmptyNotice.tsx";
import { Facts } from "../parts/Facts.tsx";
import { formatDay } from "../parts/format.ts";
import type { HeadingLevel } from "../parts/Heading.tsx";
import { messages as parts } from "../parts/messages.ts";
import { Notice } from "../parts/Notice.tsx";
import { PendingPush } from "../parts/PendingPush.tsx";
import { ProfileHeader } from "../parts/ProfileHeader.tsx";
import { SuspendedNotice } from "../status/ProfileStatus.tsx";
import { messages } from "./messages.ts";

/** Props of {@link ClientView}. */
export interface ClientViewProps {
  client: Client;
  level: HeadingLevel;
  /** The id of the heading. */
  id: string;
  actions: ReactNode;
}

/** A client's profile. */
export function ClientView({ client, level, id, actions }: ClientViewProps) {
  const { isOwner, isSuspended } = useProfileAuth();
  const isOwn = isOwner(client.userId);
  const { name, imageUrl, companyName, industry, version, createdAt, updatedAt } = client;
  const preferences = Object.entries(client.projectPreferences);
  const where = [companyName, industry].filter(Boolean).join(" · ");
  const isEmpty = where === "" && preferences.length === 0;
  return (
    <>
      {isOwn && isSuspended && <SuspendedNotice />}
      {!client.active && (
        <Notice icon="lock" tone="warning" title={messages.inactiveTitle}>
          <p>{messages.inactiveText}</p>
        </Notice>
      )}
      <ProfileHeader
        name={name}
        fallback={messages.fallbackName}
        imageUrl={imageUrl}
        level={level}
        id={id}
        actions={actions}
        headline={where}
      />
      {isEmpty && (
        <EmptyNotice
          name={name ?? messages.fallbackName}
          invitation={isOwn ? messages.emptyOwnText : undefined}
        />
      )}
      {preferences.length > 0 && (
        <Block level={level} title={isOwn ? messages.preferencesOwn : messages.preferences}>
          <Facts facts={preferences} />
        </Block>
      )}
      <Block level={level} title={parts.facts}>
        <Facts
          facts={[
            [messages.since, formatDay(createdAt)],
            [parts.version, parts.changed(version, formatDay(updatedAt))],
          ]}
        />
        <PendingPush push={client.pendingPush} />
      </Block>
    </>
  );
}
