"use client";
import { useState } from "react";
import type { Role, User } from "../../api/types.ts";
import { useProfileAuth } from "../../auth/profileAuth.ts";
import { useSetRoles } from "../../profile/useSetRoles.ts";
import { ChoiceForm } from "../parts/ChoiceForm.tsx";
import { Confirm } from "../parts/Confirm.tsx";
import { PendingPush } from "../parts/PendingPush.tsx";
import { messages } from "./messages.ts";

const ROLES: readonly Role[] = ["CLIENT", "BUILDER", "SUBSCRIBER", "ADMIN"];
const CHOICES = ROLES.map((value) => ({ value, ...messages.roles[value] }));

/** The choice of somebody's roles. */
export function RolesForm({ user }: { user: User }) {
  const { isOwner } = useProfileAuth();
  const { setRoles, isSaving, error } = useSetRoles(user.id);
  const [edited, setEdited] = useState<readonly Role[]>();
  const [isAsking, setAsking] = useState(false);
  const [saved, setSaved] = useState("");
  const chosen = edited ?? user.roles;
  const toggle = (role: Role) =>
    setEdited(ROLES.filter((it) => (it === role ? !chosen.includes(it) : chosen.includes(it))));
  const save = async () => {
    setAsking(false);
    setSaved("");
    try {
      await setRoles(chosen);
      setEdited(undefined);
      setSaved(messages.saved);
    } catch {
      // The hook holds the error, which is shown.
    }
  };
  const losesAdmin = isOwner(user.id) && user.roles.includes("ADMIN") && !chosen.includes("ADMIN");
  return (
    <ChoiceForm
      type="checkbox"
      legend={messages.legend(user.name ?? messages.fallbackName)}
      hint={messages.hint}
      choices={CHOICES}
      isChosen={(it) => chosen.includes(it)}
      onChoose={toggle}
      isChanged={edited !== undefined}
      isSaving={isSaving}
      error={error}
      words={messages}
      saved={saved}
      onSave={() => (losesAdmin ? setAsking(true) : void save())}
    >
      {isAsking && (
        <Confirm
          title={messages.ownTitle}
          yes={messages.ownYes}
          no={messages.ownNo}
          onYes={() => void save()}
          onNo={() => setAsking(false)}
        >
          <p>{messages.ownText}</p>
        </Confirm>
      )}
      <PendingPush push={user.pendingPush} />
    </ChoiceForm>
  );
}
