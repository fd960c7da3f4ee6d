"use client";
import { useId } from "react";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";

/** Props of {@link Switch}. */
export interface SwitchProps<V extends FieldValues> {
  form: UseFormReturn<V>;
  name: Path<V>;
  label: string;
  hint: string;
}

/** Something that is so or isn't. */
export function Switch<V extends FieldValues>({ form, name, label, hint }: SwitchProps<V>) {
  const id = useId();
  return (
    <div className="ps-switch">
      <input id={id} type="checkbox" aria-describedby={`${id}-hint`} {...form.register(name)} />
      <label htmlFor={id} className="ps-label">
        {label}
      </label>
      <p id={`${id}-hint`} className="ps-hint">
        {hint}
      </p>
    </div>
  );
}
