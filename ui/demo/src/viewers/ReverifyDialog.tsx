import { useEffect, useRef } from "react";
import type { Question } from "./reverify.ts";

/** Asks for the password that nobody has here, as Clerk's own dialog would. */
export function ReverifyDialog({ name, question: { isOpen, answer } }: { name: string; question: Question }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} className="reverify" aria-labelledby="reverify-title" onCancel={() => answer(false)}>
      <h2 id="reverify-title">Verification required</h2>
      <p>
        Roles are only set by somebody who has proved lately who they are. {name} signed in long ago, so the
        API answered 403 with Clerk's hint. In production Clerk asks here for the password.
      </p>
      <div className="buttons">
        <button type="button" className="button main" onClick={() => answer(true)}>
          I am {name}
        </button>
        <button type="button" className="button" onClick={() => answer(false)}>
          Cancel
        </button>
      </div>
    </dialog>
  );
}
