/** Answers as the API gives them. */

import type { Problem } from "../api/types.ts";

/** JSON, with a tag if it is a version of something. */
export function json(body: unknown, etag?: string): Response {
  return Response.json(body, etag ? { headers: { ETag: etag } } : {});
}

/** A problem. */
export function problem(
  status: number,
  code: string,
  more: Partial<Problem> = {},
  headers: HeadersInit = {},
): Response {
  const body = {
    type: `urn:profile-sync:problem:${code}`,
    title: code.replaceAll("_", " "),
    detail: `detail of ${code}`,
    status,
    requestId: "req-1",
    ...more,
  };
  return Response.json(body, { status, headers: { "Content-Type": "application/problem+json", ...headers } });
}

/** Who wants to do this must prove who they are. */
export function reverificationRequired(): Response {
  const reverification = { level: "first_factor", afterMinutes: 10 };
  const clerk_error = { type: "forbidden", reason: "reverification-error", metadata: { reverification } };
  return problem(403, "reverification_required", { clerk_error });
}
