import type { ProofQuestion } from "@profile-sync/simulator/react";
import { useLayoutEffect, useRef } from "react";

/** Asks who signed in long ago whether it is still them. With Clerk, this is Clerk's own window with a password. */
export function AnotherProof({ onConfirm, onCancel }: ProofQuestion) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before it leaves the page, it is closed: that puts the focus back where it was. Nobody has cancelled it by that, so
  // it is Escape alone that is listened to, and not `close`.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="another-proof" onCancel={onCancel}>
      <h2 id="another-proof">Is it still you?</h2>
      <p>
        You signed in a while ago, and this changes what somebody may do. With a real Clerk application its
        own window would ask for your password here.
      </p>
      <div className="actions">
        <button type="button" className="button primary" onClick={onConfirm}>
          Yes, it is me
        </button>
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </dialog>
  );
}
