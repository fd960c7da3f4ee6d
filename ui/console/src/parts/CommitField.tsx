import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";

interface CommitFieldProps {
  label: string;
  value: string | undefined;
  /** Called with Enter, and when the field is left with another value than it had; never with what is no moment. */
  onCommit: (value: string) => void;
  type?: "text" | "datetime-local";
  list?: string;
  placeholder?: string;
}

/** Browsers take years of six digits; RFC 3339, which the API reads, ends here. */
const LAST_MOMENT = "9999-12-31T23:59";

/** A text field whose value counts once it is finished, so that a half-written id is never searched for. */
export function CommitField({ label, value = "", onCommit, type = "text", ...rest }: CommitFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const [isWrong, setWrong] = useState(false);
  useEffect(() => {
    // The value may change from elsewhere: the browser's Back, or “Clear filters”.
    if (!field.current || field.current === document.activeElement) return;
    field.current.value = value;
    setWrong(false);
  }, [value]);
  const commit = () => {
    if (!field.current) return;
    const { valid } = field.current.validity;
    setWrong(!valid);
    const now = field.current.value.trim();
    if (valid && now !== value) onCommit(now);
  };
  const commitOnEnter = (event: KeyboardEvent) => {
    if (event.key === "Enter") commit();
  };
  return (
    <div>
      <label className="field">
        <span>{label}</span>
        <input
          ref={field}
          type={type}
          max={type === "datetime-local" ? LAST_MOMENT : undefined}
          defaultValue={value}
          onBlur={commit}
          onKeyDown={commitOnEnter}
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? id : undefined}
          autoComplete="off"
          spellCheck={false}
          {...rest}
        />
      </label>
      {isWrong && (
        <p id={id} className="small wrong" role="alert">
          Doesn’t count: it needs a date with a year of four digits, and a time.
        </p>
      )}
    </div>
  );
}
