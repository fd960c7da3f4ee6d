/** When Clerk's API does something wrong, and what. */
export interface FaultRule {
  method?: string;
  /** `*` stands for one segment, `**` for any rest. */
  path?: string;
  skip?: number;
  every?: number;
  times?: number;
  fault: Fault;
}

/** Something that goes wrong. */
export type Fault =
  | { kind: "status"; status: number; retryAfter?: number }
  | { kind: "slow"; ms: number }
  | { kind: "countOff"; by: number }
  | { kind: "hang" | "cutOff" | "lostAnswer" | "down" | "wrongKey" | "shortPage" };

/**
 * That fault for each request that the platform makes of Clerk's users, and for no other: what people and the
 * Dashboard change goes on, and so do the keys that session tokens are verified with.
 */
export function forThePlatform(fault: Fault): FaultRule[] {
  return [
    { method: "GET", path: "/v1/**", fault },
    { method: "PATCH", path: "/v1/users/*/metadata", fault },
  ];
}
