import { shortTime } from "../words/times.ts";

/** A moment, in the reader's time zone; its title is the exact one in UTC. */
export function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={at}>
      {shortTime(at)}
    </time>
  );
}
