"use client";
import { type RefObject, useEffect, useRef } from "react";
import type { FieldErrors } from "react-hook-form";
import { messages } from "./messages.ts";

/** What is wrong in one place of a form; without a name, with the whole of it. */
export interface FormFault {
  name?: string;
  message: string;
}

/** Props of {@link ErrorSummary}. */
export interface ErrorSummaryProps {
  faults: readonly FormFault[];
  /** Counts the tries that failed: with each, the summary takes the focus. */
  attempt: number;
  /** Brings somebody to the field of that name. */
  onGo(name: string): void;
}

/** Everything that is wrong with a form, with a way to each field. */
export function ErrorSummary({ faults, attempt, onGo }: ErrorSummaryProps) {
  const box = useFocusOnce(attempt, faults.length > 0);
  if (faults.length === 0) return null;
  return (
    <div ref={box} className="ps-notice ps-notice-danger ps-summary" role="alert" tabIndex={-1}>
      <div className="ps-notice-body">
        <p className="ps-notice-title">{messages.summary(faults.length)}</p>
        <ul>
          {faults.map(({ name, message }) => (
            <li key={`${name}${message}`}>
              {name === undefined ? (
                message
              ) : (
                <button type="button" className="ps-link" onClick={() => onGo(name)}>
                  {message}
                </button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** A ref whose element takes the focus once for each try that failed: when its faults are there, which may be later. */
function useFocusOnce(attempt: number, isThere: boolean): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  const last = useRef(0);
  useEffect(() => {
    // A fault that comes back while somebody writes must not take the focus from their field.
    if (!isThere || last.current === attempt) return;
    last.current = attempt;
    ref.current?.focus();
  }, [attempt, isThere]);
  return ref;
}

/** The faults in react-hook-form's tree of errors; `fields` are in their order on the page. `labelOf` says what a field is called. */
export function faultsIn(
  errors: FieldErrors,
  fields: readonly string[],
  labelOf: (name: string) => string,
): FormFault[] {
  const known = new Map(Object.entries(errors));
  return ["root", ...fields].flatMap((name) => leaves(name, known.get(name), labelOf));
}

function leaves(name: string, error: unknown, labelOf: (name: string) => string): FormFault[] {
  if (typeof error !== "object" || error === null) return [];
  if ("message" in error && typeof error.message === "string") {
    if (name.startsWith("root")) return [{ message: error.message }];
    const field = name.replace(/\.root$/, "");
    return [{ name: field, message: `${labelOf(field)}: ${error.message}` }];
  }
  return Object.entries(error).flatMap(([part, beneath]) => leaves(`${name}.${part}`, beneath, labelOf));
}
