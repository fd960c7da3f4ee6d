import type { ProofQuestion } from "@profile-sync/simulator/react";
import { useLayoutEffect, useRef } from "react";

/** Asks for the password that nobody has here, as Clerk's own dialog would. */
export function ReverifyDialog({ name, onConfirm, onCancel }: { name: string } & ProofQuestion) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before it leaves the page, it is closed: that puts the focus back where it was. React does both twice in
  // development, so that "close" is heard of a dialog that is open; "cancel" comes of Escape alone.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog ref={dialog} className="reverify" aria-labelledby="reverify-title" onCancel={onCancel}>
      <h2 id="reverify-title">Verification required</h2>
      <p>
        Roles are only set by somebody who has proved lately who they are. <bdi>{name}</bdi> signed in long
        ago, so the API answered 403 with Clerk's hint. In production Clerk asks here for the password.
      </p>
      <div className="buttons">
        <button type="button" className="button main" onClick={onConfirm}>
          I am <bdi>{name}</bdi>
        </button>
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </dialog>
  );
}
