import { type FormEvent, useId, useRef } from "react";
import { CommitField } from "../parts/CommitField.tsx";
import { usePassFocus } from "../parts/usePassFocus.ts";
import { type EventFilters, STATUSES } from "./eventFilters.ts";

interface EventFilterFormProps {
  filters: EventFilters;
  onChange: (change: Record<string, string>) => void;
}

const TYPES = ["user.created", "user.updated", "user.deleted", "session.created"];
const ALL = { status: "", type: "", user: "", range: "", from: "", until: "" };

/** The ledger's filters. Choices count at once, texts with Enter or when their field is left. */
export function EventFilterForm({ filters, onChange }: EventFilterFormProps) {
  const types = useId();
  const isFiltered = Object.entries(filters).some(([name, value]) => value && name !== "cursor");
  return (
    <form className="filters" aria-label="Filters" onSubmit={(event: FormEvent) => event.preventDefault()}>
      <label className="field">
        <span>Status</span>
        <select value={filters.status ?? ""} onChange={(event) => onChange({ status: event.target.value })}>
          <option value="">any</option>
          {STATUSES.map((status) => (
            <option key={status}>{status}</option>
          ))}
        </select>
      </label>
      <CommitField label="Type" value={filters.type} list={types} onCommit={(type) => onChange({ type })} />
      <datalist id={types}>
        {TYPES.map((type) => (
          <option key={type}>{type}</option>
        ))}
      </datalist>
      <CommitField
        label="User"
        value={filters.user}
        placeholder="our id or user_…"
        onCommit={(user) => onChange({ user })}
      />
      <TimeFilter filters={filters} onChange={onChange} />
      {isFiltered && <Clear onClear={() => onChange(ALL)} />}
    </form>
  );
}

function Clear({ onClear }: { onClear: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  usePassFocus(button, firstFilter);
  return (
    <button ref={button} type="button" className="button" onClick={onClear}>
      Clear filters
    </button>
  );
}

function firstFilter(button: HTMLElement) {
  return button.closest("form")?.querySelector("select");
}

function TimeFilter({ filters: { range, from, until }, onChange }: EventFilterFormProps) {
  const choice = range ?? (from || until ? "own" : "");
  const choose = (chosen: string) => {
    const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
    if (chosen === "own") onChange({ range: "", from: anHourAgo });
    else onChange({ range: chosen, from: "", until: "" });
  };
  return (
    <>
      <label className="field">
        <span>Received</span>
        <select value={choice} onChange={(event) => choose(event.target.value)}>
          <option value="">any time</option>
          <option value="1h">in the last hour</option>
          <option value="24h">in the last 24 hours</option>
          <option value="7d">in the last 7 days</option>
          <option value="own">between…</option>
        </select>
      </label>
      {choice === "own" && (
        <>
          <Moment label="From" value={from} onChange={(time) => onChange({ from: time })} />
          <Moment label="Until" value={until} onChange={(time) => onChange({ until: time })} />
        </>
      )}
    </>
  );
}

/** A moment in the reader's time zone; in the URL it is in UTC. */
function Moment({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | undefined;
  onChange: (time: string) => void;
}) {
  return (
    <CommitField
      label={label}
      type="datetime-local"
      value={value && localTime(value)}
      onCommit={(time) => onChange(time && new Date(time).toISOString())}
    />
  );
}

/** As a field of type `datetime-local` writes it. */
function localTime(time: string): string {
  const date = new Date(time);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
