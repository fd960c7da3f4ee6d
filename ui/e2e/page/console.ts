import { expect, type Locator, type Page } from "@playwright/test";
import { SEEDED } from "@profile-sync/simulator";
import { CONSOLE } from "../stack/addresses.ts";

/** The operator's console. */
export class Console {
  readonly page: Page;
  /** The page's title. */
  readonly title: Locator;
  /** The rows of the page's list. */
  readonly rows: Locator;

  constructor(page: Page) {
    this.page = page;
    this.title = page.getByRole("heading", { level: 1 });
    this.rows = page
      .getByRole("main")
      .getByRole("row")
      .filter({ has: page.getByRole("link") });
  }

  /** Opens a page of it as an admin: as Noor, unless it is said. */
  static async open(page: Page, path: string, clerkId: string = SEEDED.noor.clerkId): Promise<Console> {
    await page.goto(`${CONSOLE}${path}`);
    const opened = new Console(page);
    await opened.signIn(clerkId);
    await expect(opened.title).not.toHaveText("Sign in");
    return opened;
  }

  /** Signs in as one of the simulator's people. */
  async signIn(clerkId: string): Promise<void> {
    await this.page.getByLabel("Sign in as").selectOption(clerkId);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }

  /** Waits until a run is over. */
  async runEnds(): Promise<void> {
    await expect(this.title).toHaveText("Reconciliation");
    await expect(this.page.getByRole("main")).toContainText(/Finished/, { timeout: 25_000 });
  }

  /** What a list of names and values says of a name. */
  fact(name: string): Locator {
    return this.page
      .locator("dl > div")
      .filter({ has: this.page.locator("dt").getByText(name, { exact: true }) })
      .locator("dd");
  }

  /** A row of the comparison of both sides. */
  compared(field: string): Locator {
    return this.page
      .getByRole("region", { name: "Both sides", exact: true })
      .getByRole("row")
      .filter({
        has: this.page.getByRole("rowheader", { name: field, exact: true }),
      });
  }
}
