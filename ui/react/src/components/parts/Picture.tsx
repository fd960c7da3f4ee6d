"use client";
import { type ReactNode, useCallback, useState } from "react";
import { webAddress } from "./OutsideLink.tsx";

/** What to show, and what in its place. */
export interface PictureProps {
  /** Where the picture is. */
  url: string | null;
  className: string;
  /** What stands in its place when there is none or it can't be loaded. */
  fallback: ReactNode;
}

/** A picture that only adorns: what it shows is said beside it. */
export function Picture({ url, className, fallback }: PictureProps) {
  const src = webAddress(url);
  const [broken, setBroken] = useState<string>();
  // On a page from a server a picture may have failed before React heard of it.
  const look = useCallback((image: HTMLImageElement | null) => {
    if (image?.complete && image.naturalWidth === 0 && image.currentSrc)
      setBroken(image.getAttribute("src") ?? undefined);
  }, []);
  if (src === undefined || src === broken) return fallback;
  return (
    <img
      ref={look}
      className={className}
      src={src}
      alt=""
      loading="lazy"
      referrerPolicy="no-referrer"
      onError={() => setBroken(src)}
    />
  );
}
