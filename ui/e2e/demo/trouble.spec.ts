import { Board } from "../page/board.ts";
import { CLERK_IS_DOWN } from "../page/watch.ts";
import { signUp, signUpBuilder } from "../stack/people.ts";
import { read } from "../stack/platform.ts";
import { expect, test } from "../test.ts";

test("an event that comes twice is applied once", async ({ page }) => {
  const { userId, ...somebody } = await signUp(["CLIENT"]);
  const board = await Board.open(page, somebody);
  await board.make("Send twice");

  await board.rename("Moreau");

  await expect(board.events.first()).toContainText("1 duplicate changed nothing");
  await expect(board.row("record", "Name")).toContainText("Ida Moreau");
  await expect.poll(() => read(`/users/${userId}`)).toMatchObject({ version: 2 });
});

test("of edits that arrive backwards the latest one wins", async ({ page }) => {
  const board = await Board.open(page, await signUp(["CLIENT"]));
  await board.make("Hold back");
  for (const last of ["One", "Two", "Three"]) await board.rename(last);
  await expect(board.row("record", "Name")).not.toContainText("Three");

  await board.make("Release, last first");

  await expect(board.events.filter({ hasText: "Superseded" })).toHaveCount(2);
  await expect(board.row("record", "Name")).toContainText("Ida Three");
});

test("what is cut off is lost, is marked, and comes when it is sent again", async ({ page }) => {
  const board = await Board.open(page, await signUp(["CLIENT"]));
  await board.make("Cut off");

  await board.rename("Osei");
  await expect(board.events.first()).toContainText("Lost");
  await expect(board.row("record", "Name")).toContainText("differs");

  await board.make("Let through");
  await board.make("Replay what was lost");
  await expect(board.row("record", "Name")).toContainText("Ida Osei");
  await expect(board.events.first()).toContainText("Applied");
});

test("an answer that gets lost brings the event again, and nothing happens twice", async ({ page }) => {
  const { userId, ...somebody } = await signUp(["CLIENT"]);
  const board = await Board.open(page, somebody);
  await board.make("Lose answers");

  await board.rename("Park");

  await expect(board.row("record", "Name")).toContainText("Ida Park");
  await expect(board.events.first()).toContainText("attempt 2");
  await expect.poll(() => read(`/users/${userId}`)).toMatchObject({ version: 2 });
});

test("while Clerk is down an edit is kept, and goes there when it is back", async ({ page, watch }) => {
  watch.expect(CLERK_IS_DOWN);
  const board = await Board.open(page, await signUpBuilder());
  await board.make("Take down");

  await board.record.getByRole("button", { name: "Edit the validation tier, as an admin" }).click();
  await board.record.getByRole("combobox", { name: "Tier" }).selectOption("2");
  await board.record.getByRole("button", { name: "Save" }).click();
  await expect(board.row("record", "Tier")).toContainText("2");
  await expect(board.record).toContainText("Waits to be told to Clerk");
  await expect(board.row("clerk", "Tier")).not.toContainText("2");

  await board.make("Bring up");
  await expect(board.row("clerk", "Tier")).toContainText("2");
  await expect(board.record).not.toContainText("Waits to be told to Clerk");
});
