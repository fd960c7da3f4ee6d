"use client";
import { useId, useState } from "react";
import { useFocus } from "../parts/useFocus.ts";
import { linesOf } from "./lines.ts";
import { messages } from "./messages.ts";

/** A field that two people changed. */
export interface ConflictChoice {
  field: string;
  mine: unknown;
  theirs: unknown;
}

/** Props of {@link ConflictPanel}. */
export interface ConflictPanelProps {
  fields: readonly ConflictChoice[];
  /** What a field is called. */
  labelOf(name: string): string;
  isSaving: boolean;
  /** Saves, with one's own version of these fields. */
  onKeep(mine: readonly string[]): void;
  /** Gives up all of one's changes. */
  onTakeTheirs(): void;
}

/** Both versions of what two people changed, side by side, and a choice for each. One's own is chosen at first. */
export function ConflictPanel({ fields, labelOf, isSaving, onKeep, onTakeTheirs }: ConflictPanelProps) {
  const id = useId();
  const box = useFocus<HTMLElement>(true, fields);
  const [given, setGiven] = useState<readonly string[]>([]);
  const choose = (field: string, isMine: boolean) =>
    setGiven((it) => (isMine ? it.filter((other) => other !== field) : [...it, field]));
  const keep = () => onKeep(fields.map((it) => it.field).filter((it) => !given.includes(it)));
  return (
    <section ref={box} className="ps-conflict" aria-labelledby={id} tabIndex={-1}>
      <p id={id} className="ps-notice-title" role="alert">
        {messages.title}
      </p>
      <p>{messages.text}</p>
      {fields.map((it) => (
        <fieldset key={it.field} className="ps-versions">
          <legend className="ps-label">{labelOf(it.field)}</legend>
          {[true, false].map((isMine) => (
            <label key={String(isMine)} className="ps-version">
              <input
                type="radio"
                name={`${id}-${it.field}`}
                checked={isMine !== given.includes(it.field)}
                onChange={() => choose(it.field, isMine)}
              />
              <span className="ps-version-owner">{isMine ? messages.mine : messages.theirs}</span>
              <Lines value={isMine ? it.mine : it.theirs} />
            </label>
          ))}
        </fieldset>
      ))}
      <p className="ps-actions">
        <button
          type="button"
          className="ps-button ps-button-main"
          aria-disabled={isSaving}
          onClick={isSaving ? undefined : keep}
        >
          {isSaving ? messages.keeping : messages.keep}
        </button>
        <button type="button" className="ps-button" onClick={onTakeTheirs}>
          {messages.takeTheirs}
        </button>
      </p>
    </section>
  );
}

function Lines({ value }: { value: unknown }) {
  return (
    <span className="ps-version-value" dir="auto">
      {linesOf(value).join("\n")}
    </span>
  );
}
