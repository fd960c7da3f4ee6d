/** Drawn for this package on a field of 20 by 20. */
const PATHS = {
  check: "M4.5 10.5l3.5 3.5 7.5-8",
  lock: "M5.5 9h9v7.5h-9zM7 9V6.5a3 3 0 0 1 6 0V9",
  plus: "M10 4.5v11M4.5 10h11",
  cross: "M5.5 5.5l9 9M14.5 5.5l-9 9",
  up: "M10 15.5v-11M5.5 9L10 4.5 14.5 9",
  down: "M10 4.5v11M5.5 11l4.5 4.5 4.5-4.5",
  out: "M8 5H5v10h10v-3M11 4.5h4.5V9M15 5l-6 6",
  star: "M10 3.2l2.1 4.3 4.7.7-3.4 3.3.8 4.7-4.2-2.2-4.2 2.2.8-4.7-3.4-3.3 4.7-.7z",
  pencil: "M4 16l.8-3.4L13.4 4l2.6 2.6-8.6 8.6zM11.5 5.9l2.6 2.6",
  alert: "M10 3.5l7 12.5H3zM10 8.5v3.2M10 13.8v.2",
  clock: "M10 3.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM10 6.5V10l2.5 2",
} as const;

/** The name of an icon. */
export type IconName = keyof typeof PATHS;

/** A small picture beside words. It says nothing that the words don't say, so readers of screens skip it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={`ps-icon ps-icon-${name}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
