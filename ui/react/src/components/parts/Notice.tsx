import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";

/** What to tell somebody. */
export interface NoticeProps {
  icon?: IconName;
  tone?: "calm" | "warning" | "danger";
  title: string;
  /** `alert` when it came as an answer to something they did. */
  role?: "alert";
  children?: ReactNode;
}

/** A message in a box, with whatever can be done about it. */
export function Notice({ icon = "alert", tone = "calm", title, role, children }: NoticeProps) {
  return (
    <div className={`ps-notice ps-notice-${tone}`} role={role}>
      <Icon name={icon} />
      <div className="ps-notice-body">
        <p className="ps-notice-title">{title}</p>
        {children}
      </div>
    </div>
  );
}
