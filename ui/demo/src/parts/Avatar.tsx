/** How many hues there are to tell pictures apart. */
const HUES = 360;

/**
 * Somebody's picture, drawn from its address: those of the simulator exist nowhere, and another address is to look
 * different.
 */
export function Avatar({
  name,
  url,
  large = false,
}: {
  name: string | null;
  url: string | null;
  large?: boolean;
}) {
  const hue = url === null ? null : hash(url) % HUES;
  const style = hue === null ? undefined : { "--hue": hue };
  const className = `avatar${large ? " large" : ""}${hue === null ? " empty" : ""}`;
  return (
    <span className={className} style={style} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

/** A short name for a picture's address, so that one can be told from another without colours. */
export function pictureName(url: string): string {
  return `picture ${hash(url).toString(36).slice(-4)}`;
}

/** The first letters of the first and the last name; some letters are two characters to JavaScript. */
function initials(name: string | null): string {
  const words = name?.split(/\s+/).filter(Boolean) ?? [];
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return (
    ends
      .map((it) => Array.from(it ?? "")[0])
      .join("")
      .toUpperCase() || "?"
  );
}

function hash(text: string): number {
  let sum = 7;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return sum;
}
