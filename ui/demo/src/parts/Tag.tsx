import type { ReactNode } from "react";
import type { Tone } from "../flow/words.ts";
import { Icon, type IconName } from "./Icon.tsx";

const ICONS: Record<Tone, IconName> = { good: "check", quiet: "equal", wait: "wait", bad: "cross" };

/** A short word in the colour and with the sign of how something went. */
export function Tag({ tone, icon, children }: { tone: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={`tag ${tone}`}>
      <Icon name={icon ?? ICONS[tone]} />
      {children}
    </span>
  );
}
