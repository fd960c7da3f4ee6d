import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MemoryRouter, useLocation } from "react-router";
import { Console } from "../src/app/Console.tsx";

/** Renders the console at an address, signed out, beside the simulator that `startServer` plays. */
export function openSignedOut(path = "/") {
  render(
    <MemoryRouter initialEntries={[path]}>
      <Console config={{ kind: "local", apiUrl: "/", simulatorUrl: "/clerk" }} />
      <Address />
    </MemoryRouter>,
  );
  return userEvent.setup();
}

/** Renders the console at an address, and signs the suggested admin in. */
export async function openConsole(path = "/") {
  const hands = openSignedOut(path);
  await hands.click(await screen.findByRole("button", { name: "Sign in" }));
  return hands;
}

/** The address that a browser would show. */
export function address(): string {
  return screen.getByTestId("address").textContent ?? "";
}

function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address" hidden>{`${pathname}${search}`}</output>;
}
