"use client";
import type { FieldArrayPath, FieldValues, Path, UseFormReturn } from "react-hook-form";
import { Field, type FieldProps } from "./Field.tsx";
import { Rows } from "./Rows.tsx";
import { type RowsOptions, useRows } from "./useRows.ts";

/** Props of {@link MemberRows}. */
export interface MemberRowsProps<V extends FieldValues, N extends FieldArrayPath<V>>
  extends Omit<RowsOptions<V, N>, "control"> {
  form: UseFormReturn<V>;
  legend: string;
  hint: string;
  /** What the two fields of a row are called. */
  parts: { name: string; value: string };
  /** The name of a field in the row at an index. */
  pathOf(index: number, part: "name" | "value"): Path<V>;
  /** What else the value's field has. */
  value?: Pick<FieldProps<V>, "inputMode" | "rows">;
}

/** Named values. The API keeps them by name, so they have no order. */
export function MemberRows<V extends FieldValues, N extends FieldArrayPath<V>>(props: MemberRowsProps<V, N>) {
  const { form, name, blank, noun, legend, hint, parts, pathOf, value } = props;
  const state = useRows({ control: form.control, name, blank, noun });
  return (
    <Rows name={name} state={state} legend={legend} hint={hint} noun={noun} errors={form.formState.errors}>
      {(at) => (
        <div className="ps-pair ps-pair-uneven">
          <Field form={form} name={pathOf(at, "name")} label={parts.name} isRequired />
          <Field form={form} name={pathOf(at, "value")} label={parts.value} isRequired {...value} />
        </div>
      )}
    </Rows>
  );
}
