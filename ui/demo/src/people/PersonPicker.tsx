import type { Everybody, Somebody } from "./people.ts";

/** What the picker is told. */
export interface PersonPickerProps {
  people: Everybody;
  selected: string;
  onSelect(clerkId: string): void;
}

/** Chooses whom to look at. */
export function PersonPicker({ people, selected, onSelect }: PersonPickerProps) {
  const isListed = [...people.inClerk, ...people.gone].some((it) => it.clerkId === selected);
  return (
    <label className="picker">
      <span className="name">Person</span>
      <select value={selected} onChange={(event) => onSelect(event.target.value)}>
        {!isListed && <option value={selected}>{selected}</option>}
        <Group label="In Clerk" people={people.inClerk} />
        <Group label="Gone from Clerk" people={people.gone} />
      </select>
    </label>
  );
}

function Group({ label, people }: { label: string; people: Somebody[] }) {
  if (people.length === 0) return null;
  return (
    <optgroup label={label}>
      {people.map(({ clerkId, name }) => (
        <option key={clerkId} dir="auto" value={clerkId}>
          {name}
        </option>
      ))}
    </optgroup>
  );
}
