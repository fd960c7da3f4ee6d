import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectNoViolations } from "../../test/axe.ts";
import { open } from "../../test/editForm.tsx";
import { ProfileServer } from "../../test/server.ts";
import { ada } from "../../test/views.tsx";

describe("lists by keyboard", () => {
  const skills = () => within(screen.getByRole("group", { name: "Top skills" }));
  const values = () =>
    skills()
      .getAllByRole<HTMLInputElement>("textbox")
      .map((it) => it.value);

  it("grow: the new row has the focus, and it is said", async () => {
    const { user } = await open();
    skills().getByRole("button", { name: "Add skill" }).focus();
    await user.keyboard("{Enter}Chess");
    expect(values()).toEqual(["Mathematics", "Rust", "Poetry", "Chess"]);
    expect(skills().getByRole("status")).toHaveTextContent("Added skill 4.");
  });

  it("grow with Enter in a row, and nothing is sent", async () => {
    const { user, sent } = await open();
    await user.click(screen.getByLabelText("Skill 3"));
    await user.keyboard("{Enter}");
    expect(screen.getByLabelText("Skill 4")).toHaveFocus();
    expect(sent).toEqual([]);
  });

  it("shrink: the next row has the focus, then the one before, then the button that adds", async () => {
    const { user } = await open();
    const remove = (at: number) => user.click(skills().getByRole("button", { name: `Remove skill ${at}` }));
    await remove(2);
    expect(screen.getByLabelText("Skill 2")).toHaveFocus();
    expect(skills().getByRole("status")).toHaveTextContent("Removed skill 2. 2 left.");
    await remove(2);
    expect(screen.getByLabelText("Skill 1")).toHaveFocus();
    await remove(1);
    expect(skills().getByRole("button", { name: "Add skill" })).toHaveFocus();
    expect(skills().getByRole("status")).toHaveTextContent("Removed skill 1. None left.");
  });

  it("are put in order: the button goes along with its row, as far as it can", async () => {
    const { user, sent, save } = await open();
    skills().getByRole("button", { name: "Move skill 3 up" }).focus();
    await user.keyboard("{Enter}");
    expect(values()).toEqual(["Mathematics", "Poetry", "Rust"]);
    expect(skills().getByRole("button", { name: "Move skill 2 up" })).toHaveFocus();
    expect(skills().getByRole("status")).toHaveTextContent("Moved skill 3 to place 2 of 3.");

    await user.keyboard("{Enter}");
    expect(values()).toEqual(["Poetry", "Mathematics", "Rust"]);
    expect(skills().getByRole("button", { name: "Move skill 1 down" })).toHaveFocus();
    await user.keyboard("{Enter}{Enter}");
    expect(values()).toEqual(["Mathematics", "Rust", "Poetry"]);
    expect(skills().getByRole("button", { name: "Move skill 3 up" })).toHaveFocus();

    await user.keyboard("{Enter}");
    await save();
    await screen.findByText("Saved.");
    expect(sent).toEqual([{ topSkills: ["Mathematics", "Poetry", "Rust"] }]);
  });

  it("have works with all that belongs to them", async () => {
    const { user, container } = await open();
    await user.click(screen.getByText("Add work"));
    const titles = screen.getAllByLabelText("Title");
    expect(titles).toHaveLength(4);
    expect(titles[3]).toHaveFocus();
    expect(titles[3]).toBeRequired();
    await expectNoViolations(container);
  });

  it("end where the API's end", async () => {
    const many = Array.from({ length: 50 }, (_, at) => `Skill ${at}`);
    const { user } = await open({}, new ProfileServer(ada({ topSkills: many })));
    const add = skills().getByRole("button", { name: "Add skill" });
    expect(add).toHaveAttribute("aria-disabled", "true");
    await user.click(add);
    await user.type(screen.getByLabelText("Skill 50"), "{Enter}");
    expect(skills().getByText("There can be at most 50.")).toBeInTheDocument();
    expect(screen.queryByLabelText("Skill 51")).toBeNull();
  });
});
