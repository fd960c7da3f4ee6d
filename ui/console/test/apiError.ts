import { ProfileApiError } from "@buildappswith/profile-sync-react";

/** A problem document as the API writes it. */
export function problem(status: number, code: string) {
  return {
    type: `urn:profile-sync:problem:${code}`,
    title: `${code} in words`,
    status,
    detail: `what to do about ${code}`,
    requestId: "JKJaXmPLvHcESHA=",
  };
}

/** An error as the package throws it. */
export function apiError(status: number, code: string): ProfileApiError {
  return new ProfileApiError({ status, headers: new Headers() }, problem(status, code));
}
