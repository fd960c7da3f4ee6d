import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { ErrorSummary } from "./ErrorSummary.tsx";

const FAULT = { name: "slug", message: "Address: too short" };

function summary(attempt: number, isWrong: boolean) {
  return (
    <>
      <input aria-label="field" />
      <ErrorSummary faults={isWrong ? [FAULT] : []} attempt={attempt} onGo={() => {}} />
    </>
  );
}

test("the summary takes the focus when its faults come after the try that failed", () => {
  const { rerender } = render(summary(0, false));
  rerender(summary(1, false));
  rerender(summary(1, true));

  expect(screen.getByRole("alert")).toHaveFocus();
});

test("the summary takes the focus at each try, and not from somebody who writes", () => {
  const { rerender } = render(summary(1, true));
  screen.getByLabelText("field").focus();
  rerender(summary(1, false));
  rerender(summary(1, true));
  expect(screen.getByLabelText("field")).toHaveFocus();

  rerender(summary(2, true));
  expect(screen.getByRole("alert")).toHaveFocus();
});
