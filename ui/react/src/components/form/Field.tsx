"use client";
import { type InputHTMLAttributes, type KeyboardEventHandler, useId } from "react";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";

/** Props of {@link Field}. */
export interface FieldProps<V extends FieldValues> {
  form: UseFormReturn<V>;
  name: Path<V>;
  label: string;
  /** What helps to fill it in. */
  hint?: string;
  /** Rows of a text with more than one line. */
  rows?: number;
  /** Whether the label is only for readers of screens, as sight has another clue. */
  isLabelHidden?: boolean;
  isRequired?: boolean;
  inputMode?: InputHTMLAttributes<HTMLInputElement>["inputMode"];
  autoComplete?: string;
  onKeyDown?: KeyboardEventHandler<HTMLElement>;
}

/** A text with its label, its hint and what is wrong with it. */
export function Field<V extends FieldValues>(props: FieldProps<V>) {
  const { form, name, label, hint, rows, isLabelHidden, isRequired, inputMode, autoComplete, onKeyDown } =
    props;
  const id = useId();
  const { error } = form.getFieldState(name, form.formState);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const shared = {
    id,
    className: "ps-input",
    dir: "auto",
    onKeyDown,
    autoComplete: autoComplete ?? "off",
    "aria-invalid": error !== undefined,
    "aria-required": isRequired,
    "aria-describedby": described || undefined,
    ...form.register(name),
  };
  return (
    <div className="ps-field">
      <label htmlFor={id} className={isLabelHidden ? "ps-hidden" : "ps-label"}>
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="ps-hint">
          {hint}
        </p>
      )}
      {rows ? <textarea rows={rows} {...shared} /> : <input type="text" inputMode={inputMode} {...shared} />}
      {error && (
        <p id={`${id}-error`} className="ps-error">
          {error.message}
        </p>
      )}
    </div>
  );
}
