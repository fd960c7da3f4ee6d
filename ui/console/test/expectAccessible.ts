import axe from "axe-core";

/** Fails with what axe finds wrong in the page, and where. Contrast is looked at in a browser: jsdom draws nothing. */
export async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((it) => it.html).join("\n")}`,
  );
  expect(found).toEqual([]);
}
