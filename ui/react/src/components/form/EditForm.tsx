"use client";
import { type FormHTMLAttributes, type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { FieldValues } from "react-hook-form";
import type { ProfileReference } from "../../profile/kind.ts";
import { ConflictPanel } from "../conflict/ConflictPanel.tsx";
import { Confirm } from "../parts/Confirm.tsx";
import { classes } from "../parts/classes.ts";
import { Heading, type HeadingLevel } from "../parts/Heading.tsx";
import { useFocus } from "../parts/useFocus.ts";
import { ErrorSummary, faultsIn } from "./ErrorSummary.tsx";
import { messages } from "./messages.ts";
import type { ProfileForm } from "./useProfileForm.ts";

/** Props of a form that a host may set. */
export interface EditFormHostProps
  extends Omit<FormHTMLAttributes<HTMLFormElement>, "onSubmit" | "children"> {
  /** How deep the form's heading stands in the page: 2 unless told otherwise. */
  headingLevel?: HeadingLevel;
  /** Whether the heading takes the focus when the form appears in place of something else. */
  takesFocus?: boolean;
  /** Shows a button that leaves without saving, and is called by it. */
  onCancel?: () => void;
}

/** Props of {@link EditForm}. */
export interface EditFormProps<R extends ProfileReference, V extends FieldValues> {
  host: EditFormHostProps;
  state: ProfileForm<R, V>;
  title: string;
  /** What a field is called, by its name. */
  labelOf(name: string): string;
  children: ReactNode;
}

/** What every form of a profile has around its fields: heading, errors, buttons, the question before changes are lost. */
export function EditForm<R extends ProfileReference, V extends FieldValues>(props: EditFormProps<R, V>) {
  const { host, state, title, labelOf, children } = props;
  const { headingLevel = 2, takesFocus = false, onCancel, className, ...rest } = host;
  const { form, attempt, isDirty } = state;
  const { isSaving } = state.updating;
  const conflict = state.updating.conflict?.fields.length ? state.updating.conflict : null;
  const id = useId();
  const element = useRef<HTMLFormElement>(null);
  // Whoever decided a conflict goes on from the top: the button that they pressed is gone.
  const [hadConflict, setHadConflict] = useState(false);
  if (conflict && !hadConflict) setHadConflict(true);
  const heading = useFocus<HTMLHeadingElement>(!conflict && (takesFocus || hadConflict));
  const [isLeaving, setLeaving] = useState(false);
  const [wanted, setWanted] = useState<{ name: string }>();
  useEffect(() => {
    const found = wanted && element.current?.elements.namedItem(wanted.name);
    if (found instanceof HTMLElement) found.focus();
  }, [wanted]);
  const go = (name: string) => {
    // Who goes to a field leaves the choice between versions. What they wrote stays, and if it is still in question
    // when it is saved, they are asked again.
    conflict?.takeTheirs();
    setWanted({ name });
  };
  return (
    <form
      {...rest}
      ref={element}
      className={classes("ps-root ps-form", className)}
      noValidate
      aria-labelledby={id}
      onSubmit={(event) => {
        event.preventDefault();
        // Enter on a version of a conflict is no choice, and saves nothing.
        if (!isSaving && !conflict) void state.submit();
      }}
    >
      <Heading level={headingLevel} elementRef={heading} id={id} tabIndex={-1} className="ps-title">
        {title}
      </Heading>
      <ErrorSummary
        faults={faultsIn(form.formState.errors, Object.keys(form.getValues()), labelOf)}
        attempt={attempt}
        onGo={go}
      />
      {conflict && (
        <ConflictPanel
          fields={conflict.fields}
          labelOf={labelOf}
          isSaving={isSaving}
          onKeep={(mine) => void state.settle(conflict.keepMine(mine))}
          onTakeTheirs={() => {
            conflict.takeTheirs();
            // With nothing unsaved, the form goes on from what is there now.
            form.reset(form.getValues());
          }}
        />
      )}
      <div className="ps-form-body" hidden={conflict !== null}>
        {children}
        {isLeaving && isDirty && onCancel && (
          <Confirm
            title={messages.discardTitle}
            yes={messages.discard}
            no={messages.keepEditing}
            onYes={onCancel}
            onNo={() => setLeaving(false)}
          >
            <p>{messages.discardText}</p>
          </Confirm>
        )}
        <div className="ps-bar">
          <p role="status" className="ps-hint">
            {isDirty ? messages.unsaved : state.isSaved && messages.saved}
          </p>
          {onCancel && (
            <button
              type="button"
              className="ps-button"
              onClick={() => (isDirty ? setLeaving(true) : onCancel())}
            >
              {messages.cancel}
            </button>
          )}
          <button type="submit" className="ps-button ps-button-main" aria-disabled={isSaving}>
            {isSaving ? messages.saving : messages.save}
          </button>
        </div>
      </div>
    </form>
  );
}
