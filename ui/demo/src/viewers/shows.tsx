import {
  BuilderProfile,
  ClientProfile,
  ProfileEditForm,
  ProfileGuard,
  type ProfileGuardProps,
  RolesEditor,
  ValidationTierControl,
} from "@buildappswith/profile-sync-react";
import type { ReactNode } from "react";
import { Builders, type BuildersProps } from "./Builders.tsx";

/** One of the package's components, as a host uses it. */
export interface Show {
  id: string;
  label: string;
  /** How a host writes it. */
  code: string;
  /** Who sees what of it. */
  says: string;
  /** What it is about: a builder's profile, somebody, or nobody in particular. */
  about: "builder" | "somebody" | "nobody";
  render(scene: Scene): ReactNode;
}

/** What a component is shown with. */
export interface Scene extends BuildersProps {
  /** Whose profile it is about, by the platform's id. */
  userId: string;
  onUnsaved(is: boolean): void;
}

/** Nothing that a viewer may see is nothing at all; this says so in its place. */
function Empty({ children }: { children: ReactNode }) {
  return <p className="fallback">{children}</p>;
}

const GUARDS: readonly ({ says: string } & Pick<ProfileGuardProps, "role" | "permission">)[] = [
  { says: 'role="BUILDER"', role: "BUILDER" },
  { says: 'role="ADMIN"', role: "ADMIN" },
  { says: 'permission="editBuilder"', permission: "editBuilder" },
  { says: 'permission="viewEvents"', permission: "viewEvents" },
  { says: "signed in" },
];

/** The package's components, in the order in which they are offered. */
export const SHOWS: readonly Show[] = [
  {
    id: "list",
    about: "nobody",
    label: "Builders",
    code: "GET /v1/builders",
    says: "Whom anybody can find. Who is banned, deleted or no builder any more is gone from here.",
    render: ({ builders, onOpen }) => <Builders builders={builders} onOpen={onOpen} />,
  },
  {
    id: "builder",
    about: "builder",
    label: "Builder's profile",
    code: "<BuilderProfile userId={…} />",
    says: "Everybody sees what is public; the builder sees the rate and the version; an admin sees all of it.",
    render: ({ userId, onUnsaved }) => (
      <BuilderProfile userId={userId} currency="USD" onDirtyChange={onUnsaved} />
    ),
  },
  {
    id: "edit",
    about: "builder",
    label: "Edit form",
    code: "<ProfileEditForm userId={…} />",
    says: "For the builder and for admins. Edit it in two windows, and the second one is told of the conflict.",
    render: ({ userId, onUnsaved }) => <ProfileEditForm userId={userId} onDirtyChange={onUnsaved} />,
  },
  {
    id: "client",
    about: "somebody",
    label: "Client's profile",
    code: "<ClientProfile userId={…} />",
    says: "For the client and for admins; nobody else.",
    render: ({ userId, onUnsaved }) => <ClientProfile userId={userId} onDirtyChange={onUnsaved} />,
  },
  {
    id: "roles",
    about: "somebody",
    label: "Roles",
    code: "<RolesEditor userId={…} />",
    says: "For admins. Who signed in long ago is asked to prove who they are.",
    render: ({ userId }) => (
      <ProfileGuard permission="setRoles" fallback={<Empty>Only admins get to see anything here.</Empty>}>
        <RolesEditor userId={userId} />
      </ProfileGuard>
    ),
  },
  {
    id: "tier",
    about: "builder",
    label: "Validation tier",
    code: "<ValidationTierControl userId={…} />",
    says: "For admins: how thoroughly the builder was checked. Clerk is told.",
    render: ({ userId }) => (
      <ProfileGuard
        permission="verifyBuilder"
        fallback={<Empty>Only admins get to see anything here.</Empty>}
      >
        <ValidationTierControl userId={userId} />
      </ProfileGuard>
    ),
  },
  {
    id: "guard",
    about: "nobody",
    label: "Guard",
    code: '<ProfileGuard role="BUILDER" fallback={…}>…</ProfileGuard>',
    says: "Shows its children to whom the API lets do it. It hides, and protects nothing: the API does.",
    render: () => (
      <ul className="guards">
        {GUARDS.map(({ says, ...guard }) => (
          <li key={says}>
            <code>{says}</code>
            <ProfileGuard {...guard} fallback={<span className="falls-back">shows its fallback</span>}>
              <strong className="may">lets through</strong>
            </ProfileGuard>
          </li>
        ))}
      </ul>
    ),
  },
];
