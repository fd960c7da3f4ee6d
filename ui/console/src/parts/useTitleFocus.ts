import { type RefObject, useEffect, useRef, useState } from "react";

/**
 * Puts the focus on the title of a page that comes up while somebody is at work, as what they pressed is gone with the
 * page before; so a screen reader says where they are. On a page that the browser loads, it is left to the browser.
 * `isArrival` says so where the browser doesn't tell whether anybody has done anything yet.
 */
export function useTitleFocus(isArrival = false): RefObject<HTMLHeadingElement | null> {
  const title = useRef<HTMLHeadingElement>(null);
  const [takesFocus] = useState(() => navigator.userActivation?.hasBeenActive ?? isArrival);
  useEffect(() => {
    if (takesFocus) title.current?.focus();
  }, [takesFocus]);
  return title;
}
