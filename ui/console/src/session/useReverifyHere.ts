import type { Reverify } from "@buildappswith/profile-sync-react";
import { useCallback, useRef, useState } from "react";

/** What is asked of somebody before an action goes on. */
export interface ProofQuestion {
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks for another proof as Clerk's `useReverification` does: an action that resolves to Clerk's hint is repeated after it. */
export function useReverifyHere(onProved: () => void) {
  const [question, setQuestion] = useState<ProofQuestion | null>(null);
  const proved = useRef(onProved);
  proved.current = onProved;

  const reverify: Reverify = useCallback(async (action) => {
    const answer = await action();
    if (!isHint(answer)) return answer;
    await new Promise<void>((resolve, reject) => {
      setQuestion({
        onConfirm: resolve,
        onCancel: () => reject(new Error("You did not confirm that it is you, so nothing was changed.")),
      });
    }).finally(() => setQuestion(null));
    proved.current();
    return action();
  }, []);
  return { reverify, question };
}

/** Whether an answer is Clerk's hint that the first factor must be proved anew. */
function isHint(answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null) return false;
  const error: unknown = Reflect.get(answer, "clerk_error");
  return (
    typeof error === "object" && error !== null && Reflect.get(error, "reason") === "reverification-error"
  );
}
