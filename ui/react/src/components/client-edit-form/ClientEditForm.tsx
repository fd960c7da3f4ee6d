"use client";
import type { Client } from "../../api/types.ts";
import type { Seen } from "../../profile/kind.ts";
import { useUpdateProfile } from "../../profile/useUpdateProfile.ts";
import { EditForm, type EditFormHostProps } from "../form/EditForm.tsx";
import { EditGate } from "../form/EditGate.tsx";
import { Field } from "../form/Field.tsx";
import { labelOf } from "../form/labels.ts";
import { MemberRows } from "../form/MemberRows.tsx";
import { type FormListeners, useProfileForm } from "../form/useProfileForm.ts";
import { messages } from "./messages.ts";
import { schema, toPatch, toValues } from "./values.ts";

const { labels, hints, nouns, parts } = messages;

/** Props of {@link ClientEditForm}. */
export interface ClientEditFormProps extends EditFormHostProps, FormListeners {
  /** The platform's id of the client. */
  userId: string;
}

/** The form of a client's profile, for the client and for admins. It sends what changed and nothing else. */
export function ClientEditForm({ userId, ...rest }: ClientEditFormProps) {
  return (
    <EditGate reference={{ client: userId }} operation="editClient" className={rest.className}>
      {(now) => <ClientForm key={userId} userId={userId} now={now} {...rest} />}
    </EditGate>
  );
}

interface ClientFormProps extends ClientEditFormProps {
  now: Seen<Client>;
}

function ClientForm({ userId, now, onSaved, onDirtyChange, ...host }: ClientFormProps) {
  const updating = useUpdateProfile({ client: userId });
  const state = useProfileForm({ now, schema, toValues, toPatch, updating, onSaved, onDirtyChange });
  const { form } = state;
  return (
    <EditForm host={host} state={state} title={messages.title} labelOf={(name) => labelOf(name, messages)}>
      <div className="ps-pair">
        <Field form={form} name="companyName" label={labels.companyName} hint={hints.companyName} />
        <Field form={form} name="industry" label={labels.industry} hint={hints.industry} />
      </div>
      <MemberRows
        form={form}
        name="projectPreferences"
        blank={{ name: "", value: "" }}
        noun={nouns.projectPreferences}
        legend={labels.projectPreferences}
        hint={hints.projectPreferences}
        parts={parts.projectPreferences}
        pathOf={(at, part) => `projectPreferences.${at}.${part}`}
        value={{ rows: 2 }}
      />
    </EditForm>
  );
}
