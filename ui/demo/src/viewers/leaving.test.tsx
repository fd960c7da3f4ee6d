import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";
import { expectAccessible } from "../../test/axe.ts";
import { TestServer } from "../../test/server.ts";
import { show } from "../../test/show.tsx";
import { App } from "../App.tsx";

beforeEach(() => {
  location.hash = "#people";
});
afterEach(() => {
  location.hash = "";
});

/** The edit form with a headline that isn't saved. */
async function typed() {
  new TestServer().install();
  show(<App />);
  const user = userEvent.setup();
  await user.click(screen.getByRole("radio", { name: "Edit form" }));
  await user.type(await screen.findByRole("textbox", { name: "Headline" }), "Half a thought");
  return user;
}

const question = () => screen.queryByRole("group", { name: "Leave without saving?" });
const radio = (name: string | RegExp) => screen.getByRole("radio", { name });

test.each(["Builder's profile", /^The public/])(
  "who chooses %s is asked first, and keeps what was typed",
  async (name) => {
    const user = await typed();

    await user.click(radio(name));

    expect(question()).toBeVisible();
    expect(screen.getByRole("button", { name: "Keep editing" })).toHaveFocus();
    await expectAccessible();
    await user.keyboard("{Escape}");
    expect(question()).toBeNull();
    expect(radio(name)).not.toBeChecked();
    expect(radio(name)).toHaveFocus();
    expect(screen.getByRole("textbox", { name: "Headline" })).toHaveValue("Half a thought");
  },
);

test("who discards goes on from what they chose, and is asked no more", async () => {
  const user = await typed();

  await user.click(radio("Builder's profile"));
  await user.click(screen.getByRole("button", { name: "Discard changes" }));

  expect(radio("Builder's profile")).toBeChecked();
  expect(radio("Builder's profile")).toHaveFocus();
  await waitFor(() => expect(question()).toBeNull());
  await user.click(radio("Guard"));
  expect(radio("Guard")).toBeChecked();
});

test("what was typed waits while one looks at the other view", async () => {
  const user = await typed();

  await user.click(screen.getByRole("link", { name: "Watch it sync" }));
  expect(await screen.findByRole("region", { name: "Clerk" })).toBeVisible();
  expect(screen.queryByRole("textbox", { name: "Headline" })).toBeNull();
  await user.click(screen.getByRole("link", { name: "As they see it" }));

  expect(await screen.findByRole("textbox", { name: "Headline" })).toHaveValue("Half a thought");
});
