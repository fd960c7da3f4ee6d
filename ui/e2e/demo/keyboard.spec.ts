import { Board } from "../page/board.ts";
import { pick, press, tabTo, write } from "../page/keyboard.ts";
import { DEMO } from "../stack/addresses.ts";
import { newName, signUp } from "../stack/people.ts";
import { expect, test } from "../test.ts";

test("the keyboard alone signs somebody up, changes them, loses a webhook, repairs, and deletes", async ({
  page,
}) => {
  const { last, address } = newName();
  await page.goto(DEMO);
  const board = new Board(page);
  await expect(board.verdict).toBeVisible();

  await press(board.clerk.getByRole("button", { name: "Sign somebody up…" }));
  await expect(board.clerk.getByLabel("First name")).toBeFocused();
  await write(board.clerk.getByLabel("Last name"), last);
  await write(board.clerk.getByRole("textbox", { name: "Address" }), address);
  await page.keyboard.press("Enter");
  await expect(board.row("record", "Name")).toContainText(last);

  await press(board.clerk.getByRole("button", { name: "Edit the name in Clerk" }));
  await write(board.clerk.getByLabel("Last name"), "Lindgren");
  await page.keyboard.press("Enter");
  await expect(board.row("record", "Name")).toContainText("Lindgren");
  await expect(board.clerk.getByRole("button", { name: "Edit the name in Clerk" })).toBeFocused();

  await press(page.getByRole("button", { name: "Cut off" }));
  await tabTo(board.clerk.getByRole("button", { name: "Ban", exact: true }), "Shift+Tab");
  await page.keyboard.press("Space");
  await expect(board.row("record", "State")).toContainText("differs");
  await press(board.record.getByRole("button", { name: "Repair now" }));
  await expect(board.row("record", "State")).toContainText("suspended");

  await press(page.getByRole("button", { name: "Let through" }));
  await tabTo(board.clerk.getByRole("button", { name: "Delete…" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(board.clerk.getByRole("button", { name: "Keep" })).toBeFocused();
  await tabTo(board.clerk.getByRole("button", { name: "Delete", exact: true }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(board.row("record", "State")).toContainText("deleted");
});

test("the person on the board is chosen by the keyboard", async ({ page }) => {
  const somebody = await signUp(["CLIENT"], newName("Zoltan"));
  await page.goto(DEMO);
  const board = new Board(page);
  await expect(board.verdict).toBeVisible();

  await pick(page.getByLabel("Person"), somebody.name);
  await expect(board.row("record", "Name")).toContainText(somebody.name);
});
