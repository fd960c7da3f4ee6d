import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lookAgain } from "../live/live.ts";

/** Something that is done when a button is pressed. */
export interface Doing {
  /** `onDone` is called once it went well, unless whoever asked for it has left the page by then. */
  do(action: () => Promise<unknown>, onDone?: () => void): void;
  isBusy: boolean;
  /** Why the last one went wrong, if it was about the same. */
  error: Error | null;
}

/** What is done, and about whom. */
interface Deed {
  action: () => Promise<unknown>;
  about: string | null;
}

/** Does what a button says, and has everything read again at once. `about` is the id of whom it is done to. */
export function useDoing(about: string | null = null): Doing {
  const queries = useQueryClient();
  const { mutate, isPending, error, variables } = useMutation({
    mutationFn: ({ action }: Deed) => action(),
    onSettled: () => void lookAgain(queries),
  });
  return {
    do: (action, onDone) => mutate({ action, about }, onDone && { onSuccess: onDone }),
    isBusy: isPending,
    error: variables?.about === about ? error : null,
  };
}
