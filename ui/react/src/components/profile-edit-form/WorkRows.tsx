"use client";
import type { UseFormReturn } from "react-hook-form";
import { Field } from "../form/Field.tsx";
import { Rows } from "../form/Rows.tsx";
import { useRows } from "../form/useRows.ts";
import { messages } from "./messages.ts";
import type { BuilderValues } from "./values.ts";

const NAME = "portfolioItems";
const BLANK = { title: "", description: "", url: "", imageUrl: "" };

/** The works that a builder shows, in their order. */
export function WorkRows({ form }: { form: UseFormReturn<BuilderValues> }) {
  const noun = messages.nouns[NAME];
  const part = messages.parts[NAME];
  const state = useRows({ control: form.control, name: NAME, blank: BLANK, noun });
  return (
    <Rows
      name={NAME}
      state={state}
      legend={messages.labels[NAME]}
      hint={messages.hints[NAME]}
      noun={noun}
      isOrdered
      errors={form.formState.errors}
    >
      {(at) => (
        <>
          <Field form={form} name={`${NAME}.${at}.title`} label={part.title} isRequired />
          <Field form={form} name={`${NAME}.${at}.description`} label={part.description} rows={3} />
          <div className="ps-pair">
            <Field form={form} name={`${NAME}.${at}.url`} label={part.url} inputMode="url" />
            <Field form={form} name={`${NAME}.${at}.imageUrl`} label={part.imageUrl} inputMode="url" />
          </div>
        </>
      )}
    </Rows>
  );
}
