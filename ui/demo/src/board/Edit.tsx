import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Icon } from "../parts/Icon.tsx";

/** What an edit is told. */
export interface EditProps {
  /** What the button says, such as "Edit the name". */
  label: string;
  /** The button's text where a pen would say too little. */
  text?: string;
  /** What the save button says. */
  save?: string;
  /** Is given what the form holds. */
  onSave(form: FormData): void;
  /** The form's fields. They keep what is typed, whatever is read meanwhile. */
  children: ReactNode;
}

/** A button that opens a small form in its place. */
export function Edit({ label, text, save = "Save", onSave, children }: EditProps) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setIsOpen(false);
    // The button is there again after the next paint; whoever uses the keyboard goes on from it.
    requestAnimationFrame(() => button.current?.focus());
  };
  if (isOpen) {
    return (
      <EditForm label={label} save={save} onSave={onSave} onClose={close}>
        {children}
      </EditForm>
    );
  }
  return (
    <button
      ref={button}
      type="button"
      className={text ? "button" : "pen"}
      aria-label={text ? undefined : label}
      title={text ? undefined : label}
      onClick={() => setIsOpen(true)}
    >
      {text ?? <Icon name="pen" />}
    </button>
  );
}

type EditFormProps = Omit<EditProps, "text" | "save"> & { save: string; onClose(): void };

function EditForm({ label, save, onSave, onClose, children }: EditFormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>("input, select");
    first?.focus();
    if (first instanceof HTMLInputElement && first.type !== "checkbox") first.select();
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSave(new FormData(event.currentTarget));
    onClose();
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
  };
  return (
    <form ref={form} className="edit" aria-label={label} onSubmit={submit} onKeyDown={leave}>
      {children}
      <span className="buttons">
        <button type="submit" className="button main">
          {save}
        </button>
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
      </span>
    </form>
  );
}

/** A named text in the form, empty when it is missing. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
