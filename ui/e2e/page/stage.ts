import { expect, type Locator, type Page } from "@playwright/test";
import { DEMO } from "../stack/addresses.ts";
import type { Somebody } from "../stack/people.ts";

/** The package's components, as the demo offers them. */
export type Show =
  | "Builders"
  | "Builder's profile"
  | "Edit form"
  | "Client's profile"
  | "Roles"
  | "Validation tier"
  | "Guard";

/** Whom to look as: one of the samples' people by name, or somebody else. */
export type Viewer = "The public" | "Noor Rahimi" | "Priya Raman" | "Hana Kim" | Somebody;

/** The demo's other view: a component of the package as somebody sees it. */
export class Stage {
  readonly page: Page;
  /** The profile that is shown, or why there is none. */
  readonly profile: Locator;
  readonly form: Locator;
  /** What is beneath the choices, whichever component it is. */
  readonly shown: Locator;

  constructor(page: Page) {
    this.page = page;
    this.profile = page.getByRole("article");
    this.form = page.getByRole("form", { name: "Edit profile" });
    this.shown = page.locator(".stage");
  }

  /** Opens it as the viewer, with somebody's profile. */
  static async open(
    page: Page,
    viewer: Viewer,
    whose: Somebody,
    show: Show = "Builder's profile",
  ): Promise<Stage> {
    await page.goto(`${DEMO}#people`);
    const stage = new Stage(page);
    await stage.signInAs(viewer);
    await page.getByLabel("Whose").selectOption(whose.userId);
    await stage.show(show);
    return stage;
  }

  /** Signs in as somebody. */
  async signInAs(viewer: Viewer): Promise<void> {
    if (typeof viewer === "string") {
      await this.page.getByRole("radio", { name: new RegExp(`^${viewer}`) }).check();
    } else {
      await this.page.getByLabel("Somebody else").selectOption(viewer.clerkId);
    }
  }

  /** Chooses the component. */
  async show(show: Show): Promise<void> {
    await this.page.getByRole("radio", { name: show, exact: true }).check();
  }

  /** Opens the form in the profile's place. */
  async edit(): Promise<void> {
    await this.profile.getByRole("button", { name: "Edit profile" }).click();
    await expect(this.form.getByRole("heading", { name: "Edit profile" })).toBeFocused();
  }

  /** Saves what is in the form. */
  async save(): Promise<void> {
    await this.form.getByRole("button", { name: "Save changes" }).click();
  }

  /** Waits until the profile is in the form's place again. */
  async isSaved(): Promise<void> {
    await expect(this.form).toHaveCount(0);
    await expect(this.profile.getByRole("status").first()).toHaveText("Your changes are saved.");
  }

  /** A text field of the form. */
  field(label: string): Locator {
    return this.form.getByRole("textbox", { name: label, exact: true });
  }
}
