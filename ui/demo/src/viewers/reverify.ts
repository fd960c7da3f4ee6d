import type { Reverify } from "@buildappswith/profile-sync-react";
import { useRef, useState } from "react";

/** A question to the viewer: whether they prove once more who they are. */
export interface Question {
  isOpen: boolean;
  /** Answers it. */
  answer(proved: boolean): void;
}

/**
 * Stands in for Clerk's `useReverification`: when the API asks for a fresh proof, the viewer is asked, and the action
 * is done once more. `onProved` makes the next token say that they have just signed in.
 */
export function useLocalReverification(onProved: () => void): [Reverify, Question] {
  const [isOpen, setIsOpen] = useState(false);
  const waiting = useRef<(proved: boolean) => void>(undefined);

  const reverify: Reverify = async (action) => {
    const answer = await action();
    if (!asksForProof(answer)) return answer;
    const proved = await new Promise<boolean>((resolve) => {
      waiting.current = resolve;
      setIsOpen(true);
    });
    if (!proved) return answer;
    onProved();
    return action();
  };
  const answer = (proved: boolean) => {
    setIsOpen(false);
    waiting.current?.(proved);
  };
  return [reverify, { isOpen, answer }];
}

/** Whether an answer holds Clerk's hint that a fresh proof is needed. */
function asksForProof(answer: unknown): boolean {
  const hint = member(answer, "clerk_error");
  return member(hint, "reason") === "reverification-error";
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
