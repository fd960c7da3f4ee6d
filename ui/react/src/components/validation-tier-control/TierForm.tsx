"use client";
import { useState } from "react";
import type { Builder, ValidationTier } from "../../api/types.ts";
import { useSetValidationTier } from "../../profile/useSetValidationTier.ts";
import { ChoiceForm } from "../parts/ChoiceForm.tsx";
import { messages } from "./messages.ts";

const TIERS: readonly ValidationTier[] = [1, 2, 3];
const CHOICES = TIERS.map((value) => ({ value, ...messages.tiers[value] }));

/** The choice of a tier. Whoever renders it has made sure that it is theirs to make. */
export function TierForm({ builder }: { builder: Builder }) {
  const { setValidationTier, isSaving, error } = useSetValidationTier(builder.userId);
  const [chosen, setChosen] = useState<ValidationTier>();
  const [saved, setSaved] = useState("");
  const save = async () => {
    if (chosen === undefined) return;
    setSaved("");
    try {
      await setValidationTier(chosen);
      setSaved(messages.saved(messages.tiers[chosen].name));
      setChosen(undefined);
    } catch {
      // The hook holds the error, which is shown.
    }
  };
  return (
    <ChoiceForm
      type="radio"
      legend={messages.legend}
      hint={messages.hint}
      choices={CHOICES}
      isChosen={(it) => it === (chosen ?? builder.validationTier)}
      onChoose={(it) => setChosen(it)}
      isChanged={chosen !== undefined}
      isSaving={isSaving}
      error={error}
      words={messages}
      saved={saved}
      onSave={() => void save()}
    />
  );
}
