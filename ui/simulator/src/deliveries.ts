/** How deliveries went, and how they shall go. */
export interface Deliveries {
  mode: DeliveryMode;
  /** On their way, those that wait for a retry included. */
  pending: number;
  /** Held until the state is `send` again. */
  held: number;
  taken: number;
  failed: number;
  givenUp: number;
  dropped: number;
  refused: number;
  /** The latest 1000, oldest first. */
  attempts: Attempt[];
}

/** How deliveries shall go. The simulator's README says what each means. */
export interface DeliveryMode {
  state: "send" | "hold" | "drop";
  copies: number;
  delayMs: number;
  spreadMs: number;
  dropPercent: number;
  release: "made" | "reversed" | "shuffled";
  retryScale: number;
  timeoutMs: number;
}

/** One post of an event to the webhook. */
export interface Attempt {
  /** The `svix-id`: the same for every copy, attempt and replay. */
  messageId: string;
  eventType: string;
  /** Clerk's id of whom it is about. */
  userId: string | null;
  url: string;
  /** From 1 to 8. */
  attempt: number;
  /** When, in milliseconds. */
  at: number;
  /** The answer's status; null without an answer. */
  status: number | null;
  error: string | null;
  outcome: "taken" | "failed" | "givenUp" | "dropped";
}

/** Which messages to send again: these, all, or (by default) those that nobody took. */
export interface Replay {
  messageIds?: string[];
  all?: boolean;
}
