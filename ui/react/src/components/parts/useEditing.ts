"use client";
import { type RefObject, useState } from "react";
import { useFocus } from "./useFocus.ts";

/** Whether a profile is being edited in its place. */
export interface Editing {
  isEditing: boolean;
  /** What happened, for readers of screens. */
  said: string;
  /** The button that opens the form: it has the focus again when the form is gone. */
  button: RefObject<HTMLButtonElement | null>;
  open(): void;
  /** Shows the profile again, and says something about it. */
  close(said?: string): void;
}

/** Swaps a profile for its form and back, without losing the focus. */
export function useEditing(): Editing {
  const [state, setState] = useState<{ mode: "view" | "edit" | "back"; said: string }>({
    mode: "view",
    said: "",
  });
  const button = useFocus<HTMLButtonElement>(state.mode === "back");
  return {
    isEditing: state.mode === "edit",
    said: state.said,
    button,
    open: () => setState({ mode: "edit", said: "" }),
    close: (said = "") => setState({ mode: "back", said }),
  };
}
