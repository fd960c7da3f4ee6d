import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useConnection } from "../connection/connection.tsx";
import { lookAgain } from "../live/live.ts";
import type { Story } from "./story.ts";
import { wait, worldOf } from "./world.ts";

/** How long one may look at what a step did before the next one begins, in milliseconds. */
const PAUSE_MS = 2600;

/** How far a step is. */
export interface StepState {
  says: string;
  state: "next" | "now" | "done" | "failed";
  /** What was seen, or what went wrong. */
  saw: string;
}

/** A story that is being told, or was. */
export interface Telling {
  story: Story;
  steps: StepState[];
  isOver: boolean;
}

/** Tells stories, one at a time. */
export function useTelling(pauseMs = PAUSE_MS) {
  const connection = useConnection();
  const queries = useQueryClient();
  const [telling, setTelling] = useState<Telling | null>(null);
  const abort = useRef<AbortController>(null);
  const stop = useCallback(() => abort.current?.abort(new Error("Stopped.")), []);
  useEffect(() => stop, [stop]);

  const tell = async (story: Story) => {
    stop();
    const controller = new AbortController();
    abort.current = controller;
    const { signal } = controller;
    const world = worldOf(connection, signal);
    const steps = story.begin();
    const states: StepState[] = steps.map(({ says }) => ({ says, state: "next", saw: "" }));
    const show = (at: number, state: StepState["state"], saw = "") => {
      states[at] = { says: steps[at]?.says ?? "", state, saw };
      if (abort.current?.signal === signal) setTelling({ story, steps: [...states], isOver: false });
    };
    let at = 0;
    try {
      for (const step of steps) {
        show(at, "now");
        if (at > 0) await wait(pauseMs, signal);
        show(at, "done", await step.act(world));
        signal.throwIfAborted();
        await lookAgain(queries);
        at += 1;
      }
    } catch (error) {
      show(at, "failed", error instanceof Error ? error.message : "It went wrong.");
    }
    await mend(connection).catch(() => {});
    setTelling((now) => (now?.story === story ? { ...now, isOver: true } : now));
    await lookAgain(queries);
  };
  return { telling, tell, stop, close: () => setTelling(null) };
}

/** Whatever a story broke is as it should be again. */
async function mend({ simulator }: ReturnType<typeof useConnection>): Promise<void> {
  await Promise.all([simulator.setDeliveries({}), simulator.setFaults([])]);
}
