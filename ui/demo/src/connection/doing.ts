import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lookAgain } from "../live/live.ts";

/** Something that is done when a button is pressed. */
export interface Doing {
  do(action: () => Promise<unknown>): void;
  isBusy: boolean;
  /** Why the last one went wrong. */
  error: Error | null;
}

/** Does what a button says, and has everything read again at once. */
export function useDoing(): Doing {
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (action: () => Promise<unknown>) => action(),
    onSettled: () => void lookAgain(queries),
  });
  return { do: mutate, isBusy: isPending, error };
}
