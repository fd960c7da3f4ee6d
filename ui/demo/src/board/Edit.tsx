import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useDoing } from "../connection/doing.ts";
import { Icon } from "../parts/Icon.tsx";
import { Trouble } from "../parts/Trouble.tsx";

/** What an edit is told. */
export interface EditProps {
  /** What the button says, such as "Edit the name". */
  label: string;
  /** The button's text where a pen would say too little. */
  text?: string;
  /** What the save button says. */
  save?: string;
  /** Saves what the form holds. The form stays, with what was typed, until that is done; what is refused is said in it. */
  onSave(form: FormData): Promise<unknown>;
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
  const doing = useDoing();
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>("input, select");
    first?.focus();
    if (first instanceof HTMLInputElement && first.type !== "checkbox") first.select();
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (!doing.isBusy) doing.do(() => onSave(data), onClose);
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
  };
  return (
    <form ref={form} className="edit" aria-label={label} onSubmit={submit} onKeyDown={leave}>
      {children}
      <span className="buttons">
        <button type="submit" className="button main" aria-disabled={doing.isBusy}>
          {save}
        </button>
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
      </span>
      <Trouble error={doing.error} />
    </form>
  );
}

/** A named text in the form, empty when it is missing. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
