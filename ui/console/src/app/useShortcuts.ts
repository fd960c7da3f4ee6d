import { useEffect } from "react";

/**
 * Keys for who works without a mouse: `/` finds; `j` and `k` go through a list's rows.
 * They can be switched off, since a single key can come from a slip or from speech.
 */
export function useShortcuts(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [isOn]);
}

function press(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const to = placeFor(event.key);
  if (!to) return;
  event.preventDefault();
  to.focus();
}

/** Where a key puts the focus. */
function placeFor(key: string): HTMLElement | null | undefined {
  if (key === "/") return document.querySelector<HTMLElement>("[data-find]");
  if (key === "j") return row(1);
  if (key === "k") return row(-1);
  return null;
}

/** Whether a key belongs to a field. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("input, textarea, select, [contenteditable], dialog") !== null
  );
}

/** The link of the row that many rows from the one in focus; the first when none is. */
function row(step: number): HTMLElement | undefined {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const at = rows.findIndex((it) => document.activeElement?.isSameNode(it));
  return rows[at < 0 ? 0 : at + step];
}
