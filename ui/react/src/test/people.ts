/** People for tests. */

import type { Builder, Client, Role, User } from "../api/types.ts";

const CREATED_AT = "2026-01-05T09:00:00.000Z";

/** Somebody's record, as the server keeps it. */
export interface Person {
  user: User;
  builder: Builder | null;
  client: Client | null;
}

/** Makes a person; Clerk's id of `ada` is `user_ada`, ours `ada`. */
export function person(id: string, roles: Role[], changes: Partial<User> = {}): Person {
  const name = id.charAt(0).toUpperCase() + id.slice(1);
  const user: User = {
    id,
    clerkId: `user_${id}`,
    name,
    email: `${id}@example.com`,
    emailVerifiedAt: CREATED_AT,
    imageUrl: null,
    roles,
    status: "active",
    verified: false,
    isFounder: false,
    stripeCustomerId: null,
    lastSignInAt: CREATED_AT,
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    deletedAt: null,
    pendingPush: null,
    version: 1,
    ...changes,
  };
  return {
    user,
    builder: roles.includes("BUILDER") ? builder(user) : null,
    client: roles.includes("CLIENT") ? client(user) : null,
  };
}

function builder({ id, name }: User): Builder {
  return {
    userId: id,
    slug: id,
    name,
    displayName: null,
    imageUrl: null,
    headline: "Engines that think",
    tagline: null,
    bio: "Wrote the first program.",
    domains: ["Finance"],
    expertiseAreas: [],
    topSkills: ["Rust"],
    badges: [],
    hourlyRate: "85.00",
    availability: null,
    availableForHire: true,
    adhdFocus: false,
    searchable: true,
    active: true,
    featuredBuilder: false,
    verified: false,
    validationTier: 1,
    rating: "4.90",
    responseRate: null,
    completedProjects: 3,
    portfolioItems: [],
    socialLinks: { github: `https://github.com/${id}` },
    permissions: { canView: true, canEdit: false, canDelete: false, canVerify: false },
    pendingPush: null,
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    version: 1,
  };
}

function client({ id, name }: User): Client {
  return {
    userId: id,
    name,
    imageUrl: null,
    companyName: "Analytical Engines",
    industry: null,
    projectPreferences: { budget: "fixed price" },
    active: true,
    permissions: { canView: true, canEdit: true },
    pendingPush: null,
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    version: 1,
  };
}
