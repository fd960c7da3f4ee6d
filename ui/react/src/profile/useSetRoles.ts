"use client";

import { ProfileApiError } from "../api/errors.ts";
import type { Reading } from "../api/reading.ts";
import type { Role, User } from "../api/types.ts";
import type { Viewer } from "../auth/viewer.ts";
import { userKey } from "./profileCache.ts";
import type { ActionState } from "./useAction.ts";
import { useAction } from "./useAction.ts";

/** Sets somebody's roles. */
export interface RolesSetter extends ActionState {
  /**
   * Sets every role that the person is to have, and resolves to their account as it is then. When the API wants the
   * viewer to prove who they are, the provider's `reverify` asks them. Rejects with `ProfileApiError`; with the code
   * `reverification_required` when they did not.
   */
  setRoles(roles: readonly Role[]): Promise<User>;
}

/** Sets somebody's roles; for admins. */
export function useSetRoles(userId: string): RolesSetter {
  const { run, isSaving, error } = useAction("roles", userId, (viewer, roles: readonly Role[]) =>
    setRoles(viewer, userId, roles),
  );
  return { setRoles: run, isSaving, error };
}

async function setRoles(viewer: Viewer, userId: string, roles: readonly Role[]): Promise<User> {
  const user = await reverified(viewer, async (headers) => {
    const params = { path: { userId } };
    const { data } = await viewer.client.PUT("/v1/users/{userId}/roles", {
      params,
      body: { roles: [...roles] },
      headers,
    });
    return data;
  });
  // It writes where the account is shown, and nowhere once the viewer has left.
  const reading: Reading<User> = { status: "ready", value: user };
  viewer.queryClient.setQueriesData({ queryKey: userKey(viewer, userId) }, reading);
  // Roles decide what profiles there are, and who may do what.
  void viewer.queryClient.invalidateQueries({ queryKey: viewer.scope });
  return user;
}

/** Does something, and once more with a new token if the viewer had to prove who they are. */
async function reverified<Result>(
  { host: { reverify }, freshToken }: Viewer,
  act: (headers: Record<string, string>) => Promise<Result>,
): Promise<Result> {
  const outcome: { tries: number; done?: { result: Result }; error?: unknown } = { tries: 0 };
  const once = async (): Promise<unknown> => {
    outcome.tries += 1;
    // The token at hand still says how long ago they last proved it.
    const token = outcome.tries > 1 ? await freshToken() : null;
    try {
      const result = await act(token ? { Authorization: `Bearer ${token}` } : {});
      outcome.done = { result };
      return result;
    } catch (error) {
      outcome.error = error;
      if (!(error instanceof ProfileApiError) || error.code !== "reverification_required") throw error;
      // Clerk looks for its hint in what is resolved.
      return error.problem;
    }
  };
  await (reverify ? reverify(once) : once()).catch((error: unknown) => {
    // When the viewer would rather not, it stands as the API said it.
    outcome.error ??= error;
  });
  if (outcome.done) return outcome.done.result;
  throw outcome.error ?? new Error("profile-sync: reverify has to call the action that it is given");
}
