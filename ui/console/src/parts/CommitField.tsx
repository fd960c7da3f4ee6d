import { type KeyboardEvent, useEffect, useRef } from "react";

interface CommitFieldProps {
  label: string;
  value: string | undefined;
  /** Called with Enter, and when the field is left with another value than it had. */
  onCommit: (value: string) => void;
  type?: "text" | "datetime-local";
  list?: string;
  placeholder?: string;
}

/** A text field whose value counts once it is finished, so that a half-written id is never searched for. */
export function CommitField({ label, value = "", onCommit, type = "text", ...rest }: CommitFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The value may change from elsewhere: the browser's Back, or “Clear filters”.
    if (field.current && field.current !== document.activeElement) field.current.value = value;
  }, [value]);
  const commit = () => {
    const now = field.current?.value.trim() ?? "";
    if (now !== value) onCommit(now);
  };
  const commitOnEnter = (event: KeyboardEvent) => {
    if (event.key === "Enter") commit();
  };
  return (
    <label className="field">
      <span>{label}</span>
      <input
        ref={field}
        type={type}
        defaultValue={value}
        onBlur={commit}
        onKeyDown={commitOnEnter}
        autoComplete="off"
        spellCheck={false}
        {...rest}
      />
    </label>
  );
}
