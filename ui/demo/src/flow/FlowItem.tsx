import type { Attempt } from "@profile-sync/simulator";
import { memo } from "react";
import { Icon, type IconName } from "../parts/Icon.tsx";
import { Tag } from "../parts/Tag.tsx";
import { clock, duration } from "../parts/times.ts";
import type { Flow } from "./flow.ts";
import { answerInWords, duplicatesInWords, type Tone, wordsOf } from "./words.ts";

/** How many deliveries of one event are shown one by one. */
const MOST_SHOWN = 6;

/** What an item is told. */
export interface FlowItemProps {
  flow: Flow;
  /** Whom it is about; null when that goes without saying. */
  who: string | null;
  /** Where the console shows it; null without a console. */
  href: string | null;
}

/** One event: what Clerk made, how it was delivered, what came of it. */
export const FlowItem = memo(function FlowItem({ flow, who, href }: FlowItemProps) {
  const { title, why, tone } = wordsOf(flow);
  const duplicates = duplicatesInWords(flow.duplicates);
  return (
    <li className={`flow ${tone}`}>
      <div className="made">
        <strong>{flow.eventType ?? "unreadable"}</strong>
        {who && <bdi className="who">{who}</bdi>}
        <time dateTime={new Date(flow.seenAt).toISOString()}>{clock(flow.seenAt)}</time>
        <EventId id={flow.id} href={flow.event && href} />
      </div>
      <Icon name="right" />
      <Deliveries attempts={flow.attempts} />
      <Icon name="right" />
      <div className="became">
        <span className="outcome">
          <Tag tone={tone}>{title}</Tag>
          <Took flow={flow} />
        </span>
        <p>{why}</p>
        {duplicates && <p className="twice">{duplicates}</p>}
      </div>
    </li>
  );
});

/** When it came to an end, and how long that took from its delivery. */
function Took({ flow: { event, tookMs } }: { flow: Flow }) {
  const at = event?.processedAt ?? event?.lastAttemptAt;
  if (!at) return null;
  return (
    <span className="took">
      <time dateTime={at}>{clock(at)}</time>
      {tookMs !== null && `, after ${duration(tookMs)}`}
    </span>
  );
}

/** The id, which leads to the console once the ledger knows it. */
function EventId({ id, href }: { id: string; href: string | null }) {
  if (!href) return <code>{short(id)}</code>;
  return (
    <a href={href}>
      <code>{short(id)}</code>
      <span className="hidden"> in the console</span> <Icon name="out" />
    </a>
  );
}

const SIGNS: Record<Tone, IconName> = { good: "check", quiet: "equal", wait: "retry", bad: "cross" };

function Deliveries({ attempts }: { attempts: readonly Attempt[] }) {
  if (attempts.length === 0) return <p className="deliveries none">not sent from here</p>;
  const more = attempts.length - MOST_SHOWN;
  return (
    <ol className="deliveries" aria-label="Deliveries">
      {attempts.slice(-MOST_SHOWN).map((attempt, index) => {
        const { text, tone } = answerInWords(attempt);
        return (
          // Copies of one event are alike in everything, their place included.
          // biome-ignore lint/suspicious/noArrayIndexKey: nothing else tells two copies apart
          <li key={`${attempt.at}-${index}`} className={`delivery ${tone}`}>
            <Icon name={SIGNS[tone]} />
            {text}
            {attempt.attempt > 1 && <span className="try">attempt {attempt.attempt}</span>}
          </li>
        );
      })}
      {more > 0 && <li className="more">and {more} before</li>}
    </ol>
  );
}

/** Enough of an id to tell it from others. */
function short(id: string): string {
  return id.length > 16 ? `${id.slice(0, 4)}…${id.slice(-8)}` : id;
}
