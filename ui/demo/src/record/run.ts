import type { RunReport } from "@buildappswith/profile-sync-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useConnection } from "../connection/connection.tsx";
import { useDoing } from "../connection/doing.ts";
import { useFailure } from "../live/failure.ts";
import type { RunOrder } from "../platform/platform.ts";

/** How often a run that is at work is looked at, in milliseconds. */
const WATCH_MS = 300;

/** How long a run may take to begin, in milliseconds. */
const BEGINS_WITHIN_MS = 20_000;

/** A run that has not begun in time: while another one is at work it is refused, and leaves no trace. */
class NeverBegan extends Error {
  constructor() {
    super("It has not begun. Another run is at work: try again in a moment.");
  }
}

/** A reconciliation that was asked for here, and how it goes. */
export interface Reconciling {
  /** Does nothing while one is at work. */
  start(order: RunOrder): void;
  /** The last one that was asked for; null before the first one. */
  order: RunOrder | null;
  /** What it has found; null until it has begun. */
  report: RunReport | null;
  isAtWork: boolean;
  error: Error | null;
}

/** A run that was asked for. */
interface Asked {
  order: RunOrder;
  runId: string;
  /** When, in milliseconds. */
  at: number;
}

/** Starts reconciliations one after the other, and watches the last one. */
export function useReconciling(): Reconciling {
  const { platform } = useConnection();
  const [asked, setAsked] = useState<Asked | null>(null);
  const doing = useDoing();
  const { report, error } = useRun(asked);
  const isAtWork = doing.isBusy || (asked !== null && !isOver(report) && !error);
  const ask = async (order: RunOrder) =>
    setAsked({ order, runId: await platform.startRun(order), at: Date.now() });
  return {
    start: (order) => !isAtWork && doing.do(() => ask(order)),
    order: asked?.order ?? null,
    report,
    isAtWork,
    error: doing.error ?? error,
  };
}

/** The run that was asked for, until it is over or is known not to begin. */
function useRun(asked: Asked | null): Pick<Reconciling, "report" | "error"> {
  const { platform } = useConnection();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ["run", asked?.runId],
    queryFn: async () => {
      const report = asked && (await platform.run(asked.runId));
      if (asked && !report && Date.now() - asked.at > BEGINS_WITHIN_MS) throw new NeverBegan();
      if (isOver(report))
        void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "run" });
      return report;
    },
    enabled: asked !== null,
    refetchInterval: ({ state }) =>
      isOver(state.data) || state.error instanceof NeverBegan ? false : WATCH_MS,
  });
  return { report: query.data ?? null, error: useFailure(query) };
}

function isOver(report: RunReport | null | undefined): boolean {
  return !!report && report.state !== "open";
}
