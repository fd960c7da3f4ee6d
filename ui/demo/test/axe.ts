import axe from "axe-core";
import { expect } from "vitest";

/** Fails with what axe finds wrong in the page. Colours and sizes are for a browser: jsdom lays nothing out. */
export async function expectAccessible(element: Element = document.body): Promise<void> {
  const { violations } = await axe.run(element, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  const found = violations.map(
    (it) => `${it.id}: ${it.help}\n${it.nodes.map((node) => node.html).join("\n")}`,
  );
  expect(found.join("\n\n")).toBe("");
}
