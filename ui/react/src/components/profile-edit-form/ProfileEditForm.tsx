"use client";
import type { Builder } from "../../api/types.ts";
import type { Seen } from "../../profile/kind.ts";
import { useUpdateProfile } from "../../profile/useUpdateProfile.ts";
import { EditForm, type EditFormHostProps } from "../form/EditForm.tsx";
import { EditGate } from "../form/EditGate.tsx";
import { labelOf } from "../form/labels.ts";
import { type FormListeners, useProfileForm } from "../form/useProfileForm.ts";
import { BuilderFields } from "./BuilderFields.tsx";
import { messages } from "./messages.ts";
import { schema } from "./schema.ts";
import { toPatch, toValues } from "./values.ts";

/** Props of {@link ProfileEditForm}. */
export interface ProfileEditFormProps extends EditFormHostProps, FormListeners {
  /** The platform's id of the builder. */
  userId: string;
}

/** The form of a builder's profile, for the builder and for admins. It sends what changed and nothing else. */
export function ProfileEditForm({ userId, ...rest }: ProfileEditFormProps) {
  return (
    <EditGate reference={{ builder: userId }} operation="editBuilder" className={rest.className}>
      {(now) => <BuilderForm key={userId} userId={userId} now={now} {...rest} />}
    </EditGate>
  );
}

interface BuilderFormProps extends ProfileEditFormProps {
  now: Seen<Builder>;
}

function BuilderForm({ userId, now, onSaved, onDirtyChange, ...host }: BuilderFormProps) {
  const updating = useUpdateProfile({ builder: userId });
  const state = useProfileForm({ now, schema, toValues, toPatch, updating, onSaved, onDirtyChange });
  return (
    <EditForm host={host} state={state} title={messages.title} labelOf={(name) => labelOf(name, messages)}>
      <BuilderFields form={state.form} level={host.headingLevel ?? 2} />
    </EditForm>
  );
}
