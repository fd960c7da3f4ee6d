import { expect, type Locator } from "@playwright/test";

/** No page here has more places to stop at than this. */
const MOST_STOPS = 120;

/** Presses Tab until the element has the focus, and it can be seen that it has; as somebody does who has no mouse. */
export async function tabTo(target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(target).toHaveCount(1);
  await pressUntil(target, key);
  expect(await target.evaluate(isFocusSeen), `whether it can be seen that ${target} has the focus`).toBe(
    true,
  );
}

/** Goes to a button or a link, and presses Enter. */
export async function press(target: Locator): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press("Enter");
}

/** Goes to a group of radio buttons, and by arrow keys to one of them. */
export async function choose(group: Locator, name: string | RegExp): Promise<void> {
  await tabTo(group.getByRole("radio", { checked: true }));
  await pressUntil(group.getByRole("radio", { name }), "ArrowDown");
  await expect(group.getByRole("radio", { name })).toBeChecked();
}

/** Writes over what a text field holds. */
export async function write(field: Locator, text: string): Promise<void> {
  await tabTo(field);
  await field.page().keyboard.press("ControlOrMeta+A");
  await field.page().keyboard.type(text);
}

/** Goes to a list, and chooses from it by writing what it is to say. */
export async function pick(list: Locator, option: string): Promise<void> {
  await expect(list.getByRole("option", { name: option })).toHaveCount(1);
  await tabTo(list);
  await list.page().keyboard.type(option);
  await expect(list.getByRole("option", { name: option, selected: true })).toHaveCount(1);
}

async function pressUntil(target: Locator, key: string): Promise<void> {
  const page = target.page();
  const element = await target.elementHandle();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await page.evaluate((it) => it === document.activeElement, element)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${MOST_STOPS} times ${key}, and never was it at ${target}`);
}

/** Runs in the page: whether there is a ring around the element, its label, what stands for it, or its whole row. */
function isFocusSeen(element: Element): boolean {
  const around = [element, element.parentElement, element.nextElementSibling].filter((it) => it !== null);
  const styles = [...around.map((it) => getComputedStyle(it)), getComputedStyle(element, "::after")];
  return styles.some((it) => it.outlineStyle !== "none" || it.boxShadow !== "none");
}
