import { type FieldValues, get, type Resolver, set } from "react-hook-form";
import type * as z from "zod/mini";

/** Lets react-hook-form check a form's values by a schema. What is wrong with a whole list is at its `root`. */
export function resolverOf<V extends FieldValues>(schema: z.ZodMiniType<V, V>): Resolver<V> {
  return (values) => {
    const result = schema.safeParse(values);
    if (result.success) return { values, errors: {} };
    const errors = {};
    for (const { path, message } of result.error.issues) {
      const place = placeOf(values, path.join("."));
      // The first fault of a field is enough to begin with.
      if (!get(errors, place)) set(errors, place, { type: "invalid", message });
    }
    return { values: {}, errors };
  };
}

/** Where an error stands whose path in the values is this. */
export function placeOf(values: FieldValues, path: string): string {
  return Array.isArray(get(values, path)) ? `${path}.root` : path;
}
