import { messages } from "./messages.ts";

/** The outline of what is being loaded. */
export function Skeleton() {
  return (
    <div className="ps-skeleton">
      <p role="status" className="ps-hidden">
        {messages.loading}
      </p>
      <div className="ps-skeleton-face" />
      <div className="ps-skeleton-line ps-skeleton-short" />
      <div className="ps-skeleton-line" />
      <div className="ps-skeleton-block" />
    </div>
  );
}
