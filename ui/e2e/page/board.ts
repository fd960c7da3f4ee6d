import { expect, type Locator, type Page } from "@playwright/test";
import { DEMO } from "../stack/addresses.ts";
import type { Somebody } from "../stack/people.ts";

/** The demo's board: somebody on both sides, and what happens between them. */
export class Board {
  readonly page: Page;
  readonly clerk: Locator;
  readonly record: Locator;
  readonly events: Locator;
  /** Whether both sides say the same. */
  readonly verdict: Locator;

  constructor(page: Page) {
    this.page = page;
    this.clerk = page.getByRole("region", { name: "Clerk", exact: true });
    this.record = page.getByRole("region", { name: "The platform's record" });
    this.events = page.getByLabel("Events, the newest first").locator("li.flow");
    this.verdict = page.locator(".chosen").getByRole("status");
  }

  /** Opens it with somebody. */
  static async open(page: Page, { clerkId }: Pick<Somebody, "clerkId">): Promise<Board> {
    await page.goto(DEMO);
    await page.getByLabel("Person").selectOption(clerkId);
    const board = new Board(page);
    await expect(board.verdict).toContainText("Both sides say the same");
    return board;
  }

  /** A field of one side, with its mark and its buttons. */
  row(side: "clerk" | "record", label: string): Locator {
    return this[side]
      .locator(".row")
      .filter({ has: this.page.locator("dt").getByText(label, { exact: true }) });
  }

  /** Gives somebody another last name in Clerk. */
  async rename(last: string): Promise<void> {
    await this.clerk.getByRole("button", { name: "Edit the name in Clerk" }).click();
    await this.clerk.getByLabel("Last name").fill(last);
    await this.clerk.getByRole("button", { name: "Save" }).click();
    await expect(this.row("clerk", "Name")).toContainText(last);
  }

  /** Presses one of the buttons that make something go wrong, or right again. */
  async make(trouble: string): Promise<void> {
    const button = this.page
      .getByRole("region", { name: "Make it go wrong" })
      .getByRole("button", { name: trouble, exact: true });
    await button.click();
    if ((await button.getAttribute("aria-pressed")) !== null)
      await expect(button).toHaveAttribute("aria-pressed", "true");
  }
}
