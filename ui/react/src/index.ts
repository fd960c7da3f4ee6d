export type {
  GetToken,
  ProfileAnswer,
  ProfileCall,
  ProfileClient,
  ProfileClientOptions,
} from "./api/client.ts";
export { createProfileClient } from "./api/client.ts";
export type { FieldError, ProblemCode } from "./api/errors.ts";
export { ProfileApiError, ProfileConnectionError, ProfileTokenError } from "./api/errors.ts";
export { readRetries } from "./api/retries.ts";
export type { paths } from "./api/schema.ts";
export type {
  AuditEntry,
  AuditTrail,
  Builder,
  BuilderCard,
  BuilderList,
  BuilderPatch,
  Client,
  ClientPatch,
  ClientPermissions,
  ComparedField,
  Comparison,
  Drift,
  DriftField,
  DriftKind,
  Event,
  EventList,
  EventStatus,
  EventSummary,
  Fault,
  Me,
  Operation,
  PendingPush,
  Permissions,
  PortfolioItem,
  Problem,
  Role,
  Run,
  RunCounts,
  RunInput,
  RunList,
  RunReport,
  RunStart,
  Status,
  SyncStatus,
  User,
  ValidationTier,
} from "./api/types.ts";
export type { ProfileAuthProviderProps } from "./auth/ProfileAuthProvider.tsx";
export { ProfileAuthProvider } from "./auth/ProfileAuthProvider.tsx";
export type { ProfileGuardProps } from "./auth/ProfileGuard.tsx";
export { ProfileGuard } from "./auth/ProfileGuard.tsx";
export type { ProfileAuth } from "./auth/profileAuth.ts";
export { useProfileAuth } from "./auth/profileAuth.ts";
export type { Reverify } from "./auth/viewer.ts";
export { useProfileClient } from "./auth/viewer.ts";
export type { BuilderProfileProps } from "./components/builder-profile/BuilderProfile.tsx";
export { BuilderProfile } from "./components/builder-profile/BuilderProfile.tsx";
export type { ClientEditFormProps } from "./components/client-edit-form/ClientEditForm.tsx";
export { ClientEditForm } from "./components/client-edit-form/ClientEditForm.tsx";
export type { ClientProfileProps } from "./components/client-profile/ClientProfile.tsx";
export { ClientProfile } from "./components/client-profile/ClientProfile.tsx";
export type { HeadingLevel } from "./components/parts/Heading.tsx";
export type { ProfileEditFormProps } from "./components/profile-edit-form/ProfileEditForm.tsx";
export { ProfileEditForm } from "./components/profile-edit-form/ProfileEditForm.tsx";
export type { RolesEditorProps } from "./components/roles-editor/RolesEditor.tsx";
export { RolesEditor } from "./components/roles-editor/RolesEditor.tsx";
export type { ValidationTierControlProps } from "./components/validation-tier-control/ValidationTierControl.tsx";
export { ValidationTierControl } from "./components/validation-tier-control/ValidationTierControl.tsx";
export type { ProfileConflict, SaveOutcome } from "./profile/conflict.ts";
export type { PatchOf, ProfileOf, ProfileReference, Seen } from "./profile/kind.ts";
export type { ConflictField } from "./profile/patch.ts";
export type { BuilderDeactivation } from "./profile/useDeactivateBuilder.ts";
export { useDeactivateBuilder } from "./profile/useDeactivateBuilder.ts";
export type { ProfileState } from "./profile/useProfile.ts";
export { useProfile } from "./profile/useProfile.ts";
export type { RolesSetter } from "./profile/useSetRoles.ts";
export { useSetRoles } from "./profile/useSetRoles.ts";
export type { ValidationTierSetter } from "./profile/useSetValidationTier.ts";
export { useSetValidationTier } from "./profile/useSetValidationTier.ts";
export type { ProfileUpdate } from "./profile/useUpdateProfile.ts";
export { useUpdateProfile } from "./profile/useUpdateProfile.ts";
export type { UserState } from "./profile/useUser.ts";
export { useUser } from "./profile/useUser.ts";
