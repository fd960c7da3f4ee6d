import { ProfileAuthProvider, useSetRoles } from "@buildappswith/profile-sync-react";
import { useReverification } from "@clerk/react";
import { ClerkInstanceContext } from "@clerk/shared/react";
import type { LoadedClerk } from "@clerk/shared/types";
import { renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, it } from "vitest";

/** The part of Clerk's window that asks for a proof. */
interface Proof {
  level?: string | undefined;
  afterVerification?: () => void;
  afterVerificationCancelled?: () => void;
}

/** An API that wants a fresh proof: the token of one is `fresh`. */
async function api(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === "/v1/me") return Response.json({ user: { id: "noor" }, permissions: ["setRoles"] });
  if (request.headers.get("Authorization") === "Bearer fresh")
    return Response.json({ id: "ada", roles: ["CLIENT"] });
  const reverification = { level: "first_factor", afterMinutes: 10 };
  const body = {
    type: "urn:profile-sync:problem:reverification_required",
    detail: "sign in again, and then try again",
    clerk_error: { type: "forbidden", reason: "reverification-error", metadata: { reverification } },
  };
  return Response.json(body, { status: 403 });
}

function Host({ children }: { children: ReactNode }) {
  const reverify = useReverification((action: () => Promise<unknown>) => action());
  return (
    <ProfileAuthProvider
      apiUrl="https://api.test"
      userId="user_noor"
      getToken={async (options) => (options?.skipCache ? "fresh" : "old")}
      reverify={reverify}
      fetch={api}
    >
      {children}
    </ProfileAuthProvider>
  );
}

function renderSetRoles(onProof: (proof: Proof) => void) {
  // All of Clerk that the hook calls.
  const clerk = { __internal_openReverification: onProof } as unknown as LoadedClerk;
  return renderHook(() => useSetRoles("ada"), {
    wrapper: ({ children }) => (
      <ClerkInstanceContext.Provider value={{ value: clerk }}>
        <Host>{children}</Host>
      </ClerkInstanceContext.Provider>
    ),
  });
}

it("Clerk's own hook asks for the proof that the API wants, and the edit is made", async () => {
  const levels: unknown[] = [];
  const { result } = renderSetRoles(({ level, afterVerification }) => {
    levels.push(level);
    afterVerification?.();
  });
  await expect(result.current.setRoles(["CLIENT"])).resolves.toMatchObject({ roles: ["CLIENT"] });
  expect(levels).toEqual(["first_factor"]);
});

it("Whoever closes Clerk's window is told what is missing", async () => {
  const { result } = renderSetRoles(({ afterVerificationCancelled }) => afterVerificationCancelled?.());
  await expect(result.current.setRoles(["CLIENT"])).rejects.toMatchObject({
    code: "reverification_required",
  });
});
