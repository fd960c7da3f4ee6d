import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Announcer } from "./Announcer.tsx";
import { useAnnounce } from "./announce.ts";

test("the same is said twice when it happens twice", async () => {
  render(
    <Announcer>
      <Sayer />
    </Announcer>,
  );
  const hands = userEvent.setup();
  const said: (string | null)[] = [];
  const region = screen.getByRole("status");
  new MutationObserver(() => said.push(region.textContent)).observe(region, {
    characterData: true,
    childList: true,
    subtree: true,
  });
  await hands.click(screen.getByRole("button"));
  await hands.click(screen.getByRole("button"));
  expect(said.map((it) => it?.trim())).toEqual(["One new event", "One new event"]);
});

function Sayer() {
  const announce = useAnnounce();
  return (
    <button type="button" onClick={() => announce("One new event")}>
      Say it
    </button>
  );
}
