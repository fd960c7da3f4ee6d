import { Avatar } from "../parts/Avatar.tsx";
import { VIEWERS, type ViewerChoice } from "./viewers.ts";

/** What the picker is told. */
export interface ViewerPickerProps {
  viewer: ViewerChoice;
  onChoose(viewer: ViewerChoice): void;
}

/** Chooses as whom to look. */
export function ViewerPicker({ viewer, onChoose }: ViewerPickerProps) {
  return (
    <fieldset className="viewers">
      <legend>Sign in as</legend>
      {VIEWERS.map((it) => (
        <label key={it.id}>
          <input type="radio" name="viewer" checked={it.id === viewer.id} onChange={() => onChoose(it)} />
          <Avatar name={it.name} url={it.clerkId} />
          <span>
            <strong>{it.name}</strong>
            <small>{it.is}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
