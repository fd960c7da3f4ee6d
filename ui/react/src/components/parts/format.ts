const day = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

// Texts are in English; one language and one zone keep a server's page and the browser's the same.

/** A day in words, in UTC. `time` is RFC 3339. */
export function formatDay(time: string): string {
  return day.format(new Date(time));
}

/** A decimal of the API ("85.00") in words, with up to two decimal places. */
export function formatDecimal(decimal: string): string {
  return new Intl.NumberFormat("en", { maximumFractionDigits: 2 }).format(Number(decimal));
}

/** A price of the API. It stores no currency: the host knows it, or only the number is shown. */
export function formatPrice(decimal: string, currency: string | undefined): string {
  const style =
    currency === undefined ? { minimumFractionDigits: 2 } : { style: "currency" as const, currency };
  return new Intl.NumberFormat("en", style).format(Number(decimal));
}

/** What identifies a page, of its address: without the scheme and what comes after the path. */
export function shortAddress(url: string): string {
  return url
    .replace(/^https?:\/\/(www\.)?/i, "")
    .replace(/[?#].*$/, "")
    .replace(/\/$/, "");
}
