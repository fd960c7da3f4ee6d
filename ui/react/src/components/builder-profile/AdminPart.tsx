"use client";
import type { Builder } from "../../api/types.ts";
import { useProfileAuth } from "../../auth/profileAuth.ts";
import { Deactivation } from "../deactivation/Deactivation.tsx";
import { Block } from "../parts/Block.tsx";
import type { HeadingLevel } from "../parts/Heading.tsx";
import { TierForm } from "../validation-tier-control/TierForm.tsx";
import { messages } from "./messages.ts";

/** Props of {@link AdminPart}. */
export interface AdminPartProps {
  builder: Builder;
  level: HeadingLevel;
  onDeactivated(): void;
}

/** What admins may do with a profile: only what both the profile and the viewer's operations allow. */
export function AdminPart({ builder, level, onDeactivated }: AdminPartProps) {
  const { can } = useProfileAuth();
  const { canVerify, canDelete } = builder.permissions;
  const mayVerify = canVerify && can("verifyBuilder");
  const mayDeactivate = canDelete && can("deactivateBuilder") && builder.active !== false;
  if (!mayVerify && !mayDeactivate) return null;
  return (
    <div className="ps-private">
      <Block level={level} title={messages.admin}>
        {mayVerify && <TierForm builder={builder} />}
        {mayDeactivate && <Deactivation builder={builder} onDone={onDeactivated} />}
      </Block>
    </div>
  );
}
