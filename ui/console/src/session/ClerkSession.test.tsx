import { render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { expectAccessible } from "../../test/expectAccessible.ts";
import { startServer } from "../../test/server.ts";
import { Console } from "../app/Console.tsx";

test("a console with Clerk waits for Clerk, and asks the API nothing before somebody has signed in", async () => {
  const server = startServer();
  const clerkPublishableKey = `pk_test_${btoa("clerk.example.com$")}`;
  render(
    <MemoryRouter>
      <Console config={{ kind: "clerk", apiUrl: "https://api.example.com", clerkPublishableKey }} />
    </MemoryRouter>,
  );
  // Clerk's own script comes from its host, by a tag that jsdom doesn't follow.
  await vi.waitFor(() => expect(document.querySelector('script[src*="clerk.example.com"]')).not.toBeNull(), {
    timeout: 10_000,
  });
  expect(screen.getByRole("status")).toHaveTextContent("Opening the console…");
  expect(server.asked).toEqual([]);
  await expectAccessible();
});
