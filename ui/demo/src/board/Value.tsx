import type { Field } from "../compare/compare.ts";
import { Avatar, pictureName } from "../parts/Avatar.tsx";

/** A field's value, as either side shows it. */
export function Value({ field, value, name }: { field: Field; value: string | null; name: string | null }) {
  if (value === null || value === "") return <span className="nothing">none</span>;
  if (field === "picture") {
    return (
      <span className="picture">
        <Avatar name={name} url={value} />
        <code>{pictureName(value)}</code>
      </span>
    );
  }
  if (field === "state") return <span className={`state ${value}`}>{value}</span>;
  if (field === "roles") {
    return (
      <span className="roles">
        {value.split(", ").map((role) => (
          <span key={role} className="role">
            {role}
          </span>
        ))}
      </span>
    );
  }
  return <bdi className="text">{field === "hourlyRate" ? `$${value}` : value}</bdi>;
}
