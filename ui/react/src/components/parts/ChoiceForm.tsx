"use client";
import { type ReactNode, useId } from "react";
import { ActionError } from "./ActionError.tsx";

/** Something to choose. */
export interface Choice<Value> {
  value: Value;
  name: string;
  text: string;
}

/** Props of {@link ChoiceForm}. */
export interface ChoiceFormProps<Value> {
  /** `radio` for one of them, `checkbox` for any number. */
  type: "radio" | "checkbox";
  legend: string;
  hint: string;
  choices: readonly Choice<Value>[];
  isChosen(value: Value): boolean;
  onChoose(value: Value): void;
  /** Whether there is something to save. */
  isChanged: boolean;
  isSaving: boolean;
  error: Error | null;
  /** What the button says, and what it says while it saves. */
  words: { save: string; saving: string };
  /** What was saved, for readers of screens as well. */
  saved: string;
  onSave(): void;
  /** What else there is to know before one saves. */
  children?: ReactNode;
}

/** Choices in boxes, a button that saves, and what came of it. */
export function ChoiceForm<Value extends string | number>(props: ChoiceFormProps<Value>) {
  const { type, legend, hint, choices, isChosen, onChoose, isChanged, isSaving, error } = props;
  const id = useId();
  const isIdle = isSaving || !isChanged;
  return (
    <form
      className="ps-stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isIdle) props.onSave();
      }}
    >
      <fieldset className="ps-choices" aria-describedby={`${id}-hint`}>
        <legend className="ps-label">{legend}</legend>
        <p id={`${id}-hint`} className="ps-hint">
          {hint}
        </p>
        {choices.map(({ value, name, text }) => (
          <label key={value} className="ps-choice">
            <input type={type} name={id} checked={isChosen(value)} onChange={() => onChoose(value)} />
            <span className="ps-choice-name">{name}</span>
            <span className="ps-hint">{text}</span>
          </label>
        ))}
      </fieldset>
      {props.children}
      <ActionError error={error} />
      <p className="ps-actions">
        <button type="submit" className="ps-button" aria-disabled={isIdle}>
          {isSaving ? props.words.saving : props.words.save}
        </button>
        <span role="status" className="ps-hint">
          {props.saved}
        </span>
      </p>
    </form>
  );
}
