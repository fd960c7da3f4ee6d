import type { RunReport } from "@buildappswith/profile-sync-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useConnection } from "../connection/connection.tsx";
import { useDoing } from "../connection/doing.ts";
import type { RunOrder } from "../platform/platform.ts";

/** How often a run that is at work is looked at, in milliseconds. */
const WATCH_MS = 300;

/** A reconciliation that was asked for here, and how it goes. */
export interface Reconciling {
  start(order: RunOrder): void;
  /** The last one that was asked for; null before the first one. */
  order: RunOrder | null;
  /** What it has found; null until it has begun. */
  report: RunReport | null;
  isAtWork: boolean;
  error: Error | null;
}

/** Starts reconciliations, and watches the last one. */
export function useReconciling(): Reconciling {
  const { platform } = useConnection();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<{ order: RunOrder; runId: string } | null>(null);
  const doing = useDoing();
  const runId = asked?.runId;
  const { data, error } = useQuery({
    queryKey: ["run", runId],
    queryFn: async () => {
      const report = runId ? await platform.run(runId) : null;
      if (isOver(report))
        void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "run" });
      return report;
    },
    enabled: runId !== undefined,
    refetchInterval: ({ state }) => (isOver(state.data) ? false : WATCH_MS),
  });
  const report = data ?? null;
  return {
    start: (order) => doing.do(async () => setAsked({ order, runId: await platform.startRun(order) })),
    order: asked?.order ?? null,
    report,
    isAtWork: doing.isBusy || (asked !== null && !isOver(report)),
    error: doing.error ?? error,
  };
}

function isOver(report: RunReport | null | undefined): boolean {
  return !!report && report.state !== "open";
}
