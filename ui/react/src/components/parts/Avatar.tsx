import { Picture } from "./Picture.tsx";

/** Whose face it is. */
export interface AvatarProps {
  name: string | null;
  url: string | null;
}

/** Somebody's picture, or their initials. Their name stands beside it, so it says nothing by itself. */
export function Avatar({ name, url }: AvatarProps) {
  const initials = (
    <span className="ps-avatar" aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
  return <Picture url={url} className="ps-avatar" fallback={initials} />;
}

/** The first letters of the first and the last name; a dot for who has none. */
export function initialsOf(name: string | null): string {
  const words = name?.trim().split(/\s+/) ?? [];
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return (
    ends
      .map((it) => [...(it ?? "")][0] ?? "")
      .join("")
      .toUpperCase() || "·"
  );
}
