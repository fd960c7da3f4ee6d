import { useId } from "react";

interface ChoiceProps<T extends string> {
  legend: string;
  value: T;
  options: readonly { value: T; name: string; says: string }[];
  onChange: (value: T) => void;
}

/** One of a few, each with what it means. */
export function Choice<T extends string>({ legend, value, options, onChange }: ChoiceProps<T>) {
  const id = useId();
  return (
    <fieldset className="choice">
      <legend>{legend}</legend>
      {options.map((option) => (
        <div key={option.value} className="check">
          <input
            type="radio"
            id={`${id}-${option.value}`}
            name={id}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            aria-describedby={`${id}-${option.value}-says`}
          />
          <div>
            <label htmlFor={`${id}-${option.value}`}>{option.name}</label>
            <p className="small" id={`${id}-${option.value}-says`}>
              {option.says}
            </p>
          </div>
        </div>
      ))}
    </fieldset>
  );
}
