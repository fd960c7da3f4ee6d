import { act, screen } from "@testing-library/react";
import { expectAccessible } from "../../test/expectAccessible.ts";
import { address, openConsole } from "../../test/openConsole.tsx";
import { report } from "../../test/samples.ts";
import { refusal, type Server, startServer } from "../../test/server.ts";

const START = "POST /v1/reconciliations";

function starting(): Server {
  return startServer({
    [START]: ({ body }) => Response.json(Object.assign({ runId: "01RUN" }, body), { status: 202 }),
    "GET /v1/reconciliations/*": () => report({ runId: "01RUN" }),
  });
}
const sent = (server: Server) =>
  server.asked.find((it) => it.method === "POST" && it.path === "/v1/reconciliations");

test("a run only looks unless told otherwise, and is watched once it is started", async () => {
  const server = starting();
  const hands = await openConsole("/reconciliations/new");
  expect(await screen.findByRole("radio", { name: "Dry run" })).toBeChecked();
  await expectAccessible();

  await hands.click(screen.getByRole("button", { name: "Start dry run" }));
  expect(await screen.findByText("Finished: both sides say the same")).toBeVisible();
  expect(sent(server)?.body).toEqual({ mode: "incremental", dryRun: true, allowDeletes: false });
  expect(address()).toBe("/reconciliations/01RUN");
});

test("“Reconcile now” offers a run that repairs, and starts none by itself", async () => {
  const server = starting();
  const hands = await openConsole("/reconciliations/new?dryRun=false");
  expect(await screen.findByRole("radio", { name: "Repair" })).toBeChecked();
  expect(sent(server)).toBeUndefined();

  await hands.click(screen.getByRole("button", { name: "Start and repair" }));
  await screen.findByText("Finished: both sides say the same");
  expect(sent(server)?.body).toEqual({ mode: "incremental", dryRun: false, allowDeletes: false });
});

test("deletes have to be confirmed by a word", async () => {
  const server = starting();
  const hands = await openConsole("/reconciliations/new?dryRun=false");
  await hands.click(await screen.findByRole("radio", { name: "Full" }));
  await hands.click(screen.getByRole("checkbox", { name: /Allow deletes/ }));
  const word = screen.getByRole("textbox", { name: /Type DELETE/ });
  await expectAccessible();

  await hands.click(screen.getByRole("button", { name: "Start and repair" }));
  await hands.type(word, "delete");
  await hands.click(screen.getByRole("button", { name: "Start and repair" }));
  expect(sent(server)).toBeUndefined();

  await hands.clear(word);
  await hands.type(word, "DELETE");
  await hands.click(screen.getByRole("button", { name: "Start and repair" }));
  await screen.findByText("Finished: both sides say the same");
  expect(sent(server)?.body).toEqual({ mode: "full", dryRun: false, allowDeletes: true });
});

test("an incremental run deletes nobody, so deletes can't be allowed to it", async () => {
  starting();
  const hands = await openConsole("/reconciliations/new");
  await hands.click(await screen.findByRole("radio", { name: "Full" }));
  await hands.click(screen.getByRole("checkbox", { name: /Allow deletes/ }));
  await hands.click(screen.getByRole("radio", { name: "Incremental" }));
  expect(screen.queryByRole("checkbox", { name: /Allow deletes/ })).not.toBeInTheDocument();
});

test("when nobody knows whether a run was started, it says to look before one presses again", async () => {
  startServer({ [START]: () => Promise.reject(new TypeError("down")) });
  const hands = await openConsole("/reconciliations/new");
  await hands.click(await screen.findByRole("button", { name: "Start dry run" }));
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("Nobody knows whether it was done");
  expect(alert).toHaveTextContent("All runs");
  expect(alert).not.toHaveTextContent("goes on by itself");
  await expectAccessible();
});

test("a run that can't be started says why", async () => {
  startServer({ [START]: () => refusal(503, "unavailable") });
  const hands = await openConsole("/reconciliations/new");
  await hands.click(await screen.findByRole("button", { name: "Start dry run" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("The platform can't answer now");
  await expectAccessible();
});

test("two presses start one run", async () => {
  const server = starting();
  await openConsole("/reconciliations/new");
  const button = await screen.findByRole("button", { name: "Start dry run" });
  act(() => {
    button.click();
    button.click();
  });
  await screen.findByText("Finished: both sides say the same");
  expect(server.asked.filter((it) => it.method === "POST" && it.path === "/v1/reconciliations")).toHaveLength(
    1,
  );
});
