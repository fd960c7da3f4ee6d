import type { FieldValues } from "react-hook-form";
import { ProfileApiError, ProfileConnectionError, ProfileTokenError } from "../../api/errors.ts";
import type { FormFault } from "./ErrorSummary.tsx";
import { messages } from "./messages.ts";
import { fieldAt } from "./pointer.ts";

/** What to tell somebody of a save that failed: each fault at its field, what is of no field without one. */
export function faultsOf(error: unknown, values: FieldValues): FormFault[] {
  if (error instanceof ProfileTokenError) return [{ message: messages.noToken }];
  if (error instanceof ProfileConnectionError) return [{ message: messages.unreachable }];
  if (!(error instanceof ProfileApiError))
    return [{ message: messages.failed(error instanceof Error ? error.message : String(error)) }];
  if (error.fields.length > 0) return error.fields.map((it) => fault(fieldAt(it.pointer, values), it.detail));
  if (error.code === "slug_taken") return [{ name: "slug", message: messages.slugTaken }];
  if (error.status === 401) return [{ message: messages.signedOut }];
  if (error.status === 403) return [{ message: messages.notAllowed }];
  return [{ message: messages.failed(error.message) }];
}

function fault(name: string | undefined, detail: string): FormFault {
  const message = messages.faulty(detail);
  return name === undefined ? { message } : { name, message };
}
