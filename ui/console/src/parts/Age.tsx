import { useEffect, useState } from "react";
import { between, lengthOf } from "../words/times.ts";

/** How long ago something was, counted on every second while it shows. */
export function Age({ of }: { of: string }) {
  const now = useNow();
  return (
    <time dateTime={of} title={of}>
      {`${lengthOf(between(of, now))} ago`}
    </time>
  );
}

/** The time, once a second. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
