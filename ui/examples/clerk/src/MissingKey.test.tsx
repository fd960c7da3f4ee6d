import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { MissingKey } from "./MissingKey.tsx";

it("Whoever starts the example without a key reads how to set it", () => {
  render(<MissingKey />);
  expect(screen.getByRole("heading").textContent).toBe("The example needs a Clerk application");
  screen.getByText(/VITE_CLERK_PUBLISHABLE_KEY=pk_test_/);
});
