import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

declare global {
  interface Window {
    axe: { run(options: object): Promise<AxeResults> };
  }
}

/** Every rule of axe, the advice of its authors included, and that targets are large enough (WCAG 2.2). */
const EVERYTHING = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
/** The rules that look at colours: nothing else differs in the dark. */
const COLOURS = { resultTypes: ["violations"], runOnly: ["color-contrast", "link-in-text-block"] };

/** Fails if axe finds anything in the page as it is now. */
export async function expectAccessible(page: Page, view: string): Promise<void> {
  const isDark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  // The page's policy lets no script in; what is evaluated by the browser's own tools is none.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    (options) => window.axe.run(options),
    isDark ? COLOURS : EVERYTHING,
  );
  const told = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
  );
  expect(told, `what axe finds in ${view}`).toEqual([]);
}
