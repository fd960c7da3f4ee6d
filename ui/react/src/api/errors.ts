/** What can go wrong with a request, as three kinds of error: it was answered, it was not, or it was never sent. */

import type { Fault, Problem } from "./types.ts";

type CodeOf<Type> = Type extends `urn:profile-sync:problem:${infer Code}` ? Code : never;

/**
 * What is wrong: the last part of the problem's `type`. `throttled` is API Gateway's, which knows no problems;
 * `unexpected` is an answer that is neither's, such as a proxy's page.
 */
export type ProblemCode = CodeOf<Problem["type"]> | "throttled" | "unexpected";

/** What is wrong with one place of what was sent. */
export interface FieldError {
  /** The place, as a JSON pointer (RFC 6901), such as `/portfolioItems/0/url`; empty for the whole. */
  pointer: string;
  /** What would be right, for people. */
  detail: string;
  /** In what way it is wrong, for programs. */
  code: Fault | undefined;
}

/** The API answered, and it was no success. The message says what to do. */
export class ProfileApiError extends Error {
  override readonly name = "ProfileApiError";
  /** The HTTP status. */
  readonly status: number;
  /** What is wrong, for programs. */
  readonly code: ProblemCode;
  /** The problem as it came; undefined when the answer came from something before the API. */
  readonly problem: Problem | undefined;
  /** Everything that is wrong with the body that was sent. */
  readonly fields: readonly FieldError[];
  /** After how many seconds it makes sense to try again, if the answer says so. */
  readonly retryAfterSeconds: number | undefined;
  /** The id by which whoever runs the platform finds the request. */
  readonly requestId: string | undefined;

  constructor(response: Pick<Response, "status" | "headers">, body: unknown) {
    const problem = isProblem(body) ? body : undefined;
    super(problem?.detail ?? `the API answered ${response.status}: try again in a moment`);
    this.status = response.status;
    this.code = problem ? codeOf(problem) : response.status === 429 ? "throttled" : "unexpected";
    this.problem = problem;
    this.fields = (problem?.errors ?? []).flatMap(({ pointer, detail, code }) =>
      pointer === undefined ? [] : [{ pointer, detail, code }],
    );
    this.retryAfterSeconds = seconds(response.headers.get("Retry-After"));
    this.requestId = problem?.requestId ?? response.headers.get("x-request-id") ?? undefined;
  }
}

/** There was no answer, or it was cut off: nobody knows whether what was asked for has happened. */
export class ProfileConnectionError extends Error {
  override readonly name = "ProfileConnectionError";

  constructor(cause?: unknown) {
    super("the API did not answer", { cause });
  }
}

/** Clerk gave no token, so nothing was sent, and nothing has happened. The message is that of `cause`. */
export class ProfileTokenError extends Error {
  override readonly name = "ProfileTokenError";

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : "there is no session token", { cause });
  }
}

const PROBLEM_TYPE = "urn:profile-sync:problem:";

function isProblem(body: unknown): body is Problem {
  if (typeof body !== "object" || body === null || !("type" in body)) return false;
  return typeof body.type === "string" && body.type.startsWith(PROBLEM_TYPE);
}

function codeOf(problem: Problem): ProblemCode {
  // The prefix was looked at above; the type of what is behind it is the contract's.
  return problem.type.slice(PROBLEM_TYPE.length) as ProblemCode;
}

/** `Retry-After` is in seconds here; as a date, which others send, it is left out. */
function seconds(value: string | null): number | undefined {
  return value !== null && /^\d+$/.test(value) ? Number(value) : undefined;
}
