/** What a switch is told. */
export interface SwitchProps {
  label: string;
  /** What it means, in a few words. */
  hint?: string;
  isOn: boolean;
  onSwitch(isOn: boolean): void;
}

/** Something that is on or off. */
export function Switch({ label, hint, isOn, onSwitch }: SwitchProps) {
  return (
    <label className="switch">
      <input
        type="checkbox"
        role="switch"
        aria-checked={isOn}
        checked={isOn}
        onChange={(event) => onSwitch(event.target.checked)}
      />
      <span>
        {label} {hint && <small>{hint}</small>}
      </span>
    </label>
  );
}
