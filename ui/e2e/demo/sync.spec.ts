import { Board } from "../page/board.ts";
import { newName, signUp, signUpBuilder } from "../stack/people.ts";
import { expect, test } from "../test.ts";

test("a name that is changed in Clerk is the record's a moment later", async ({ page }) => {
  const board = await Board.open(page, await signUp(["CLIENT"]));

  await board.rename("Castillo");

  await expect(board.row("record", "Name")).toContainText("Ida Castillo");
  await expect(board.events.first()).toContainText("user.updated");
  await expect(board.events.first()).toContainText("Applied");
  await expect(board.verdict).toHaveText("Both sides say the same");
});

test("another address and another picture follow", async ({ page }) => {
  const board = await Board.open(page, await signUp(["CLIENT"]));
  const { address } = newName("moved");

  await board.clerk.getByRole("button", { name: "Edit the address in Clerk" }).click();
  await board.clerk.getByLabel("New primary address").fill(address);
  await board.clerk.getByRole("button", { name: "Save" }).click();
  await expect(board.row("record", "Address")).toContainText(address);

  await board.clerk.getByRole("button", { name: "New picture" }).click();
  await expect(board.row("record", "Picture")).toContainText("picture ");
  await expect(board.verdict).toHaveText("Both sides say the same");
});

test("somebody signs up, and has a record and a profile", async ({ page }) => {
  const { first, last, address } = newName();
  const board = await Board.open(page, await signUp(["CLIENT"]));

  await board.clerk.getByRole("button", { name: "Sign somebody up…" }).click();
  await board.clerk.getByLabel("First name").fill(first);
  await board.clerk.getByLabel("Last name").fill(last);
  await board.clerk.getByRole("textbox", { name: "Address" }).fill(address);
  await board.clerk.getByRole("button", { name: "Sign up", exact: true }).click();

  await expect(board.row("record", "Name")).toContainText(`${first} ${last}`);
  await expect(board.row("record", "Roles")).toContainText("BUILDER");
  await expect(board.row("record", "Tier")).toContainText("1");
  await expect(board.events).toHaveCount(1);
  await expect(board.events).toContainText("Record made");
});

test("who is banned in Clerk is suspended here, until the ban is lifted", async ({ page }) => {
  const board = await Board.open(page, await signUp(["CLIENT"]));

  await board.clerk.getByRole("button", { name: "Ban", exact: true }).click();
  await expect(board.row("record", "State")).toContainText("suspended");

  await board.clerk.getByRole("button", { name: "Unban" }).click();
  await expect(board.row("record", "State")).toContainText("active");
});

test("who is deleted in Clerk is deleted here, once somebody has said that they mean it", async ({
  page,
}) => {
  const somebody = await signUp(["CLIENT"]);
  const board = await Board.open(page, somebody);

  await board.clerk.getByRole("button", { name: "Delete…" }).click();
  await expect(board.clerk.getByRole("button", { name: "Keep" })).toBeFocused();
  await board.clerk.getByRole("button", { name: "Delete", exact: true }).click();

  await expect(board.row("record", "State")).toContainText("deleted");
  await expect(board.record).not.toContainText(somebody.name);
  await expect(board.events.first()).toContainText("user.deleted");
});

test("what the platform decides is told to Clerk", async ({ page }) => {
  const board = await Board.open(page, await signUpBuilder());

  await board.record.getByRole("button", { name: "Edit the validation tier, as an admin" }).click();
  await board.record.getByRole("combobox", { name: "Tier" }).selectOption("3");
  await board.record.getByRole("button", { name: "Save" }).click();

  await expect(board.row("record", "Tier")).toContainText("3");
  await expect(board.row("clerk", "Tier")).toContainText("3");
  await expect(board.verdict).toContainText("Both sides say the same");
});

test("a change whose webhook went missing is marked, found, and repaired", async ({ page }) => {
  const somebody = await signUp(["CLIENT"]);
  const board = await Board.open(page, somebody);

  await board.clerk.getByRole("switch", { name: /^Change silently/ }).click();
  await board.rename("Hartley");
  await expect(board.row("record", "Name")).toContainText("differs");
  await expect(board.row("record", "Name")).toContainText(somebody.name);
  await expect(board.verdict).toHaveText("1 field differs");

  await board.record.getByRole("button", { name: "Look first" }).click();
  await expect(board.record.getByRole("status")).toContainText("Looked only, changed nothing");
  await expect(board.record.getByRole("status")).toContainText("Ida Hartley");
  await expect(board.row("record", "Name")).toContainText(somebody.name);

  await board.record.getByRole("button", { name: "Repair now" }).click();
  await expect(board.row("record", "Name")).toContainText("Ida Hartley");
  await expect(board.record.getByRole("status")).toContainText("repaired");
  await expect(board.verdict).toContainText("Both sides say the same");
});

test("an event leads to the console, and so does a record", async ({ page }) => {
  const somebody = await signUp(["CLIENT"]);
  const board = await Board.open(page, somebody);

  await expect(board.events.getByRole("link")).toHaveAttribute("href", /\/events\/msg_/);
  await expect(board.record.getByRole("link", { name: "audit trail" })).toHaveAttribute(
    "href",
    new RegExp(`/users/${somebody.userId}$`),
  );
});
