import { type RefObject, useLayoutEffect } from "react";

/**
 * For a control that vanishes once it is used: whoever has the focus on it then goes on at what `heirOf` finds, and
 * not at the top of the document. `heirOf` must not change, and is called while the control is still in its place.
 */
export function usePassFocus(
  control: RefObject<HTMLElement | null>,
  heirOf: (control: HTMLElement) => HTMLElement | null | undefined,
): void {
  useLayoutEffect(() => {
    const it = control.current;
    return () => {
      if (it && it === document.activeElement) heirOf(it)?.focus();
    };
  }, [control, heirOf]);
}
