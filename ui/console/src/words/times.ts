const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const DATE_TIME = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
const WITH_YEAR = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

/** A moment of this year without the year, in the reader's time zone. */
export function shortTime(time: string): string {
  const date = new Date(time);
  const format = date.getFullYear() === new Date().getFullYear() ? DATE_TIME : WITH_YEAR;
  return format.format(date);
}

/** A length of time in its largest unit: `350 ms`, `1.2 s`, `4 min`, `3 h`, `2 days`. */
export function lengthOf(ms: number): string {
  if (ms < SECOND) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 10 * SECOND) return `${(ms / SECOND).toFixed(1)} s`;
  if (ms < 2 * MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < 2 * HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h`;
  return `${Math.floor(ms / DAY)} days`;
}

/** Milliseconds from one moment to another. */
export function between(from: string, until: string | number): number {
  return new Date(until).getTime() - new Date(from).getTime();
}

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** When a ULID was made, in milliseconds since 1970; null for other ids. A ULID's first ten characters are its time. */
export function madeAt(id: string): number | null {
  if (!ULID.test(id)) return null;
  return [...id.slice(0, 10)].reduce((time, digit) => time * 32 + CROCKFORD.indexOf(digit), 0);
}
