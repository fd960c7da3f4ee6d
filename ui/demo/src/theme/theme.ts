import { useEffect, useState } from "react";

/** Light or dark; `system` is what the machine says. */
export type Theme = "system" | "light" | "dark";

/** The theme of the page, and how it is changed. The package's components read it off the page's root. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>("system");
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.psTheme;
    else document.documentElement.dataset.psTheme = theme;
  }, [theme]);
  return [theme, setTheme];
}
