import { useSimulatedReverification } from "@profile-sync/simulator/react";
import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expectAccessible } from "../../test/expectAccessible.ts";
import { AnotherProof } from "./AnotherProof.tsx";

const HINT = { clerk_error: { type: "forbidden", reason: "reverification-error", metadata: {} } };

/** A button whose action the API refuses until another proof. */
function Asking({ answers }: { answers: unknown[] }) {
  const [news, setNews] = useState("");
  const { reverify, question } = useSimulatedReverification(() => answers.push("proved"));
  const act = () =>
    reverify(async () => answers.shift()).then(
      (answer) => setNews(`answer: ${answer}`),
      (error: Error) => setNews(error.message),
    );
  return (
    <main>
      <h1>Page</h1>
      <button type="button" onClick={act}>
        Act
      </button>
      <p>{news}</p>
      {question && <AnotherProof {...question} />}
    </main>
  );
}

test("an action goes on once it is proved who asks", async () => {
  render(<Asking answers={[HINT, "done"]} />);
  await userEvent.click(screen.getByRole("button", { name: "Act" }));
  expect(await screen.findByRole("dialog", { name: "Is it still you?" })).toBeVisible();
  await expectAccessible();

  await userEvent.click(screen.getByRole("button", { name: "Yes, it is me" }));
  expect(await screen.findByText("answer: done")).toBeVisible();
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

test("who cancels changes nothing, and is told so", async () => {
  render(<Asking answers={[HINT, "done"]} />);
  await userEvent.click(screen.getByRole("button", { name: "Act" }));
  await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));
  expect(await screen.findByText(/nothing was changed/)).toBeVisible();
});

test("Escape cancels", async () => {
  render(<Asking answers={[HINT, "done"]} />);
  await userEvent.click(screen.getByRole("button", { name: "Act" }));
  // What a browser makes of the key.
  fireEvent(await screen.findByRole("dialog"), new Event("cancel", { cancelable: true }));
  expect(await screen.findByText(/nothing was changed/)).toBeVisible();
});

test("a window that is closed and shown anew, as React’s strict mode does, has not been cancelled", async () => {
  const closed = new Promise((resolve) =>
    document.addEventListener("close", resolve, { capture: true, once: true }),
  );
  render(<Asking answers={[HINT, "done"]} />);
  await userEvent.click(screen.getByRole("button", { name: "Act" }));
  await closed;
  await userEvent.click(screen.getByRole("button", { name: "Yes, it is me" }));
  expect(await screen.findByText("answer: done")).toBeVisible();
});

test("an answer without a hint passes without a question", async () => {
  render(<Asking answers={["at once"]} />);
  await userEvent.click(screen.getByRole("button", { name: "Act" }));
  expect(await screen.findByText("answer: at once")).toBeVisible();
});
