import { fireEvent, render, screen } from "@testing-library/react";
import { StrictMode } from "react";
import { expect, test, vi } from "vitest";
import { ReverifyDialog } from "./ReverifyDialog.tsx";

function dialog() {
  const onCancel = vi.fn();
  render(
    <StrictMode>
      <ReverifyDialog name="Noor" onConfirm={() => {}} onCancel={onCancel} />
    </StrictMode>,
  );
  return { onCancel, shown: screen.getByRole("dialog") };
}

test("it stays when React shows it twice, as in development", async () => {
  const { onCancel, shown } = dialog();

  await new Promise((heard) => shown.addEventListener("close", heard));

  expect(onCancel).not.toHaveBeenCalled();
  expect(shown).toHaveAttribute("open");
});

test("Escape cancels", () => {
  const { onCancel, shown } = dialog();

  // What a browser makes of the key.
  fireEvent(shown, new Event("cancel", { cancelable: true }));

  expect(onCancel).toHaveBeenCalledOnce();
});
