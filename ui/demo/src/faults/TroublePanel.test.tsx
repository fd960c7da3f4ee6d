import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { expectAccessible } from "../../test/axe.ts";
import { NORMAL } from "../../test/made.ts";
import { TestServer } from "../../test/server.ts";
import { show } from "../../test/show.tsx";
import { apiInWords, webhooksInWords } from "./now.ts";
import { TroublePanel } from "./TroublePanel.tsx";

async function panel() {
  const server = new TestServer().install();
  show(<TroublePanel />);
  await screen.findByRole("button", { name: "Let through" });
  return { server, user: userEvent.setup() };
}

test("webhooks are cut off and let through, and each is said", async () => {
  const { server, user } = await panel();
  expect(screen.getByRole("button", { name: "Let through" })).toHaveAttribute("aria-pressed", "true");

  await user.click(screen.getByRole("button", { name: "Cut off" }));
  expect(await screen.findByText("Webhooks are cut off.")).toBeVisible();
  expect(screen.getByRole("button", { name: "Cut off" })).toHaveAttribute("aria-pressed", "true");
  expect(server.mode.state).toBe("drop");
  await expectAccessible();

  await user.click(screen.getByRole("button", { name: "Let through" }));
  expect(await screen.findByText("Webhooks go through.")).toBeVisible();
});

test.each([
  ["Send twice", { copies: 2 }],
  ["Send three times", { copies: 3 }],
  ["Hold back", { state: "hold" }],
  ["Release, last first", { state: "send", release: "reversed" }],
  ["Release, shuffled", { state: "send", release: "shuffled" }],
  ["Delay", { delayMs: 1000, spreadMs: 4000 }],
  ["Lose answers", { timeoutMs: 5, retryScale: 0.02 }],
  ["Lose half", { dropPercent: 50 }],
])("%s tells the simulator so", async (name, mode) => {
  const { server, user } = await panel();

  await user.click(screen.getByRole("button", { name }));
  expect(server.got("PUT", "/clerk/_simulator/deliveries")[0]?.body).toEqual(mode);
});

test("what was lost is sent again", async () => {
  const { server, user } = await panel();

  await user.click(screen.getByRole("button", { name: "Replay what was lost" }));
  expect(server.got("POST", "/clerk/_simulator/deliveries/replay")).toHaveLength(1);
});

test.each([
  ["Take down", "Clerk's API is down."],
  ["Make slow", "Clerk's API is slow."],
  ["Refuse the key", "Clerk's API refuses the key."],
])("%s is for the platform's requests alone, and can be undone", async (name, said) => {
  const { server, user } = await panel();

  await user.click(screen.getByRole("button", { name }));
  expect(await screen.findByText(said)).toBeVisible();
  expect(server.faults.map((it) => it.method)).toEqual(["GET", "PATCH"]);

  await user.click(screen.getByRole("button", { name: "Bring up" }));
  expect(await screen.findByText("Clerk's API is up.")).toBeVisible();
});

test("each button says what will be seen", async () => {
  await panel();
  const group = within(screen.getByRole("region", { name: "Webhooks on their way" }));

  for (const button of group.getAllByRole("button")) expect(button).toHaveAccessibleDescription(/\w+/);
});

test.each([
  [{ ...NORMAL, state: "hold" as const }, "Webhooks are held back: 1 waits."],
  [{ ...NORMAL, dropPercent: 50 }, "50 of 100 webhooks get lost."],
  [{ ...NORMAL, copies: 3 }, "Each webhook comes 3 times."],
  [{ ...NORMAL, spreadMs: 4000 }, "Webhooks come late."],
  [{ ...NORMAL, timeoutMs: 5 }, "Answers to webhooks get lost."],
])("deliveries that go another way are said: %2$s", (mode, text) => {
  expect(webhooksInWords({ mode, held: 1, faults: [] }).text).toBe(text);
});

test("a fault that the page has no words for is said all the same", () => {
  const faults = [{ fault: { kind: "shortPage" as const } }];

  expect(apiInWords({ mode: NORMAL, held: 0, faults }).text).toBe("Something is wrong with Clerk's API.");
});
