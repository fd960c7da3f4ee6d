import { useCallback, useRef, useState } from "react";

/** What is asked of somebody before an action goes on. */
export interface ProofQuestion {
  onConfirm: () => void;
  onCancel: () => void;
}

/**
 * Stands in for Clerk's `useReverification`: an action that resolves to Clerk's hint is done once more when whoever
 * looks has answered `question`, and rejects when they cancel. `onProved` makes the next token say that they have just
 * signed in.
 */
export function useSimulatedReverification(onProved: () => void): {
  reverify: (action: () => Promise<unknown>) => Promise<unknown>;
  question: ProofQuestion | null;
} {
  const [question, setQuestion] = useState<ProofQuestion | null>(null);
  const proved = useRef(onProved);
  proved.current = onProved;

  const reverify = useCallback(async (action: () => Promise<unknown>) => {
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
  return member(member(answer, "clerk_error"), "reason") === "reverification-error";
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
