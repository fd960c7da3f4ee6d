"use client";
import { useState } from "react";

/** What there is now, or what there was last as long as `of` was the same. A value that is the same is the same object. */
export function useLast<T>(value: T | undefined, of: string): T | undefined {
  const [last, setLast] = useState({ of, value });
  if (last.of !== of || (value !== undefined && last.value !== value)) setLast({ of, value });
  return value ?? (last.of === of ? last.value : undefined);
}
