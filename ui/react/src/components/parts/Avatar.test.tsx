import { fireEvent, render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { expectNoViolations } from "../../test/axe.ts";
import { Avatar, initialsOf } from "./Avatar.tsx";

describe("Avatar", () => {
  it("shows the picture, which says nothing by itself, and tells its host nothing of the page", async () => {
    const { container } = render(<Avatar name="Ada Byron" url="https://example.com/ada.png" />);
    const picture = container.querySelector("img");
    expect(picture).toHaveAttribute("alt", "");
    expect(picture).toHaveAttribute("referrerpolicy", "no-referrer");
    await expectNoViolations(container);
  });

  it("shows initials when the picture can't be loaded", async () => {
    const { container } = render(<Avatar name="Ada Byron" url="https://example.com/gone.png" />);
    const picture = container.querySelector("img");
    if (picture) fireEvent.error(picture);
    expect(container).toHaveTextContent("AB");
    expect(container.querySelector("img")).toBeNull();
    await expectNoViolations(container);
  });

  it("tries again when there is another picture", () => {
    const { container, rerender } = render(<Avatar name="Ada" url="https://example.com/gone.png" />);
    const picture = container.querySelector("img");
    if (picture) fireEvent.error(picture);
    rerender(<Avatar name="Ada" url="https://example.com/new.png" />);
    expect(container.querySelector("img")).toHaveAttribute("src", "https://example.com/new.png");
  });

  it.each([null, "", "javascript:alert(1)", "data:image/svg+xml,x"])("loads nothing from %j", (url) => {
    const { container } = render(<Avatar name="Ada Byron" url={url} />);
    expect(container.querySelector("img")).toBeNull();
    expect(container).toHaveTextContent("AB");
  });
});

it.each([
  ["Ada Byron", "AB"],
  ["ada", "A"],
  [" Augusta Ada  King ", "AK"],
  ["😀 Byron", "😀B"],
  ["", "·"],
  [null, "·"],
])("the initials of %j are %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
