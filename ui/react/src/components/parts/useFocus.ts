"use client";
import { type RefObject, useEffect, useRef } from "react";

/** A ref whose element takes the focus when it appears, if `wanted`, and again whenever `again` changes. */
export function useFocus<E extends HTMLElement>(
  wanted: boolean,
  again: unknown = undefined,
): RefObject<E | null> {
  const ref = useRef<E>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of `again` is the reason to look again.
  useEffect(() => {
    if (wanted) ref.current?.focus();
  }, [wanted, again]);
  return ref;
}
