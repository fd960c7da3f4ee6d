import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { expectNoViolations } from "../../test/axe.ts";
import { OutsideLink } from "./OutsideLink.tsx";

it("opens beside the page, tells it nothing and vouches for nothing", async () => {
  const { container } = render(<OutsideLink url="https://example.com/">notes</OutsideLink>);
  const link = screen.getByRole("link", { name: "notes (opens in a new tab)" });
  expect(link).toHaveAttribute("href", "https://example.com/");
  expect(link).toHaveAttribute("target", "_blank");
  expect(link).toHaveAttribute("rel", "noopener noreferrer nofollow ugc");
  await expectNoViolations(container);
});

it.each([
  "javascript:alert(1)",
  "JavaScript:alert(1)",
  " javascript:alert(1)",
  "java\nscript:alert(1)",
  "\u0001javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "//example.com",
  "/here",
  "mailto:ada@example.com",
  "",
  null,
])("makes no link of %j", (url) => {
  render(<OutsideLink url={url}>notes</OutsideLink>);
  expect(screen.queryByRole("link")).toBeNull();
  expect(screen.getByText("notes")).toBeInTheDocument();
});
