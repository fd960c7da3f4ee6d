import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { expectNoViolations } from "../../test/axe.ts";
import { Confirm } from "./Confirm.tsx";

function Host({ onYes }: { onYes(): void }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setAsking(true)}>
        Delete
      </button>
      {isAsking && (
        <Confirm title="Sure?" yes="Yes" no="No" onYes={onYes} onNo={() => setAsking(false)}>
          <p>It is gone then.</p>
        </Confirm>
      )}
    </>
  );
}

it("asks, with the focus on the answer that does nothing", async () => {
  const onYes = vi.fn();
  const user = userEvent.setup();
  const { container } = render(<Host onYes={onYes} />);
  await user.click(screen.getByRole("button", { name: "Delete" }));

  expect(screen.getByRole("alertdialog", { name: "Sure?" })).toHaveAccessibleDescription("It is gone then.");
  expect(screen.getByRole("button", { name: "No" })).toHaveFocus();
  await expectNoViolations(container);

  await user.click(screen.getByRole("button", { name: "Yes" }));
  expect(onYes).toHaveBeenCalledOnce();
});

it.each(["{Enter}", "{Escape}"])("goes back to where one was with %s", async (key) => {
  const onYes = vi.fn();
  const user = userEvent.setup();
  render(<Host onYes={onYes} />);
  await user.click(screen.getByRole("button", { name: "Delete" }));
  await user.keyboard(key);

  expect(screen.queryByRole("alertdialog")).toBeNull();
  expect(screen.getByRole("button", { name: "Delete" })).toHaveFocus();
  expect(onYes).not.toHaveBeenCalled();
});
