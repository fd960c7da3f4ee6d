import { expect, test, vi } from "vitest";
import { wait } from "./world.ts";

test("whoever has waited listens no more", async () => {
  const { signal } = new AbortController();
  const adds = vi.spyOn(signal, "addEventListener");
  const removes = vi.spyOn(signal, "removeEventListener");

  await wait(0, signal);

  expect(adds).toHaveBeenCalledOnce();
  expect(removes).toHaveBeenCalledWith("abort", adds.mock.calls[0]?.[1]);
});

test("a wait ends with the signal, and says why", async () => {
  const controller = new AbortController();
  const waiting = wait(60_000, controller.signal);

  controller.abort(new Error("Stopped."));

  await expect(waiting).rejects.toThrow("Stopped.");
  await expect(wait(0, controller.signal)).rejects.toThrow("Stopped.");
});
