import { useTheme } from "./theme.ts";

const THEMES = ["system", "light", "dark"] as const;

/** Chooses light or dark. */
export function ThemePicker() {
  const [theme, setTheme] = useTheme();
  return (
    <fieldset className="segments">
      <legend className="hidden">Colours</legend>
      {THEMES.map((it) => (
        <label key={it}>
          <input type="radio" name="theme" checked={theme === it} onChange={() => setTheme(it)} />
          <span>{it}</span>
        </label>
      ))}
    </fieldset>
  );
}
