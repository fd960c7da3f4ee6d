import { usePeople } from "../live/live.ts";
import type { ViewerPickerProps } from "./ViewerPicker.tsx";
import { VIEWERS } from "./viewers.ts";

const OFFERED = new Set(VIEWERS.map((it) => it.clerkId));

/** Chooses anybody else who is in Clerk, such as who signed up in the other view. */
export function SomebodyElse({ viewer, onChoose }: ViewerPickerProps) {
  const others = usePeople().inClerk.filter((it) => !OFFERED.has(it.clerkId));
  const chosen = OFFERED.has(viewer.clerkId) ? "" : viewer.id;
  // Who is deleted while they look has left the list.
  const isListed = chosen === "" || others.some((it) => it.clerkId === chosen);
  const choose = (id: string) => {
    const found = others.find((it) => it.clerkId === id);
    if (found) onChoose({ ...found, id, is: "somebody else" });
  };
  return (
    <label className="picker">
      <span className="name">Somebody else</span>
      <select value={chosen} onChange={(event) => choose(event.target.value)}>
        <option value="">Nobody else</option>
        {!isListed && (
          <option dir="auto" value={chosen}>
            {viewer.name}
          </option>
        )}
        {others.map(({ clerkId, name }) => (
          <option key={clerkId} dir="auto" value={clerkId}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
