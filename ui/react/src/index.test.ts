import { expect, it } from "vitest";
import * as everything from "./index.ts";

it("The package exports what its README names, and nothing else", () => {
  expect(Object.keys(everything).sort()).toEqual([
    "BuilderProfile",
    "ClientEditForm",
    "ClientProfile",
    "ProfileApiError",
    "ProfileAuthProvider",
    "ProfileConnectionError",
    "ProfileEditForm",
    "ProfileGuard",
    "ProfileTokenError",
    "RolesEditor",
    "ValidationTierControl",
    "createProfileClient",
    "readRetries",
    "useDeactivateBuilder",
    "useProfile",
    "useProfileAuth",
    "useProfileClient",
    "useSetRoles",
    "useSetValidationTier",
    "useUpdateProfile",
    "useUser",
  ]);
});
