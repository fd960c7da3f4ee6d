import { useEffect, useRef, useState } from "react";

/** How long something that changed stands out, in milliseconds. */
const SHOWN_FOR = 1600;

/** Whether the value has changed a moment ago; not when it is first shown. */
export function useChanged(value: string | null): boolean {
  const before = useRef(value);
  const [isNew, setIsNew] = useState(false);
  useEffect(() => {
    if (before.current === value) return;
    before.current = value;
    setIsNew(true);
    const timer = setTimeout(() => setIsNew(false), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [value]);
  return isNew;
}
