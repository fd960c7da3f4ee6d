import type { Builder } from "../../api/types.ts";
import { Icon } from "../parts/Icon.tsx";
import { messages } from "./messages.ts";

/** What sets a builder apart, in a word each. */
export function Marks({ builder }: { builder: Builder }) {
  const { availableForHire: isOpen, verified, featuredBuilder, adhdFocus } = builder;
  return (
    <ul className="ps-marks">
      <li className={isOpen ? "ps-mark ps-mark-open" : "ps-mark"}>
        {isOpen ? messages.open : messages.closed}
      </li>
      {verified && (
        <li className="ps-mark ps-mark-strong">
          <Icon name="check" />
          {messages.verified}
        </li>
      )}
      {featuredBuilder && (
        <li className="ps-mark">
          <Icon name="star" />
          {messages.featured}
        </li>
      )}
      {adhdFocus && <li className="ps-mark">{messages.adhd}</li>}
    </ul>
  );
}
