"use client";
import type { KeyboardEvent } from "react";
import type { FieldArrayPath, FieldValues, Path, UseFormReturn } from "react-hook-form";
import { Field } from "./Field.tsx";
import { messages } from "./messages.ts";
import { Rows } from "./Rows.tsx";
import { type RowsOptions, useRows } from "./useRows.ts";

/** Props of {@link EntryRows}. */
export interface EntryRowsProps<V extends FieldValues, N extends FieldArrayPath<V>>
  extends Omit<RowsOptions<V, N>, "control"> {
  form: UseFormReturn<V>;
  legend: string;
  hint: string;
  /** The names of the fields of the row at an index. */
  pathOf(index: number): Path<V>;
}

/** A list of short texts in their order. Enter in one adds another at the end. */
export function EntryRows<V extends FieldValues, N extends FieldArrayPath<V>>(props: EntryRowsProps<V, N>) {
  const { form, name, blank, noun, legend, hint, pathOf } = props;
  const state = useRows({ control: form.control, name, blank, noun });
  const addOnEnter = (event: KeyboardEvent) => {
    // While an input method is composing, Enter only ends that.
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    state.add();
  };
  return (
    <Rows
      name={name}
      state={state}
      legend={legend}
      hint={hint}
      noun={noun}
      isOrdered
      isCompact
      errors={form.formState.errors}
    >
      {(index) => (
        <Field
          form={form}
          name={pathOf(index)}
          label={messages.row(noun, index + 1)}
          isLabelHidden
          onKeyDown={addOnEnter}
        />
      )}
    </Rows>
  );
}
