import axe from "axe-core";
import { expect } from "vitest";

/** Expects that axe finds nothing wrong; what it finds is printed with the elements. Colours need a browser. */
export async function expectNoViolations(element: Element): Promise<void> {
  const { violations } = await axe.run(element, { rules: { "color-contrast": { enabled: false } } });
  expect(
    violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => html) })),
  ).toEqual([]);
}
