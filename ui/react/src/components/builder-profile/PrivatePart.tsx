import type { Builder } from "../../api/types.ts";
import { Block } from "../parts/Block.tsx";
import { Facts } from "../parts/Facts.tsx";
import { formatDay, formatPrice } from "../parts/format.ts";
import type { HeadingLevel } from "../parts/Heading.tsx";
import { messages as parts } from "../parts/messages.ts";
import { PendingPush } from "../parts/PendingPush.tsx";
import { messages } from "./messages.ts";

/** Props of {@link PrivatePart}. */
export interface PrivatePartProps {
  builder: Builder;
  level: HeadingLevel;
  isOwn: boolean;
  currency: string | undefined;
}

/** What the public doesn't see. The server leaves it out for others, so there is nothing to hide here. */
export function PrivatePart({ builder, level, isOwn, currency }: PrivatePartProps) {
  const { version, hourlyRate, searchable, updatedAt, pendingPush } = builder;
  if (version === undefined) return null;
  const rate = hourlyRate ? messages.perHour(formatPrice(hourlyRate, currency)) : messages.noRate;
  return (
    <div className="ps-private">
      <Block level={level} title={isOwn ? messages.privateOwn : messages.privateAdmin}>
        <Facts
          facts={[
            [messages.rate, rate],
            [messages.searchable, searchable ? messages.yes : messages.no],
            [parts.version, parts.changed(version, formatDay(updatedAt))],
          ]}
        />
        <PendingPush push={pendingPush} />
      </Block>
    </div>
  );
}
