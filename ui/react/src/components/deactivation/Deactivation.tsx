"use client";
import { useState } from "react";
import type { Builder } from "../../api/types.ts";
import { useDeactivateBuilder } from "../../profile/useDeactivateBuilder.ts";
import { messages as builderMessages } from "../builder-profile/messages.ts";
import { ActionError } from "../parts/ActionError.tsx";
import { Confirm } from "../parts/Confirm.tsx";
import { messages } from "./messages.ts";

/** Props of {@link Deactivation}. */
export interface DeactivationProps {
  builder: Builder;
  /** The profile is hidden now. */
  onDone(): void;
}

/** Hides a builder's profile, after asking. Whoever renders it has made sure that it is theirs to do. */
export function Deactivation({ builder, onDone }: DeactivationProps) {
  const { deactivate, isSaving, error } = useDeactivateBuilder(builder.userId);
  const [isAsking, setAsking] = useState(false);
  const run = async () => {
    try {
      await deactivate();
      onDone();
    } catch {
      // The hook holds the error, which is shown beneath.
    }
    setAsking(false);
  };
  return (
    <div className="ps-stack">
      <ActionError error={error} />
      <p className="ps-actions">
        <button
          type="button"
          className="ps-button ps-button-danger"
          aria-expanded={isAsking}
          onClick={() => setAsking(true)}
        >
          {messages.button}
        </button>
      </p>
      {isAsking && (
        <Confirm
          title={messages.title(builder.name ?? builderMessages.fallbackName)}
          yes={isSaving ? messages.busy : messages.yes}
          no={messages.no}
          isBusy={isSaving}
          onYes={() => void run()}
          onNo={() => setAsking(false)}
        >
          <p>{messages.text}</p>
        </Confirm>
      )}
    </div>
  );
}
