import type { Builder, Client, EventSummary, User } from "@buildappswith/profile-sync-react";
import { type Attempt, type DeliveryMode, type Person, SEEDED } from "@profile-sync/simulator";

/** When everything in the tests was made. */
export const NOW = Date.parse("2026-05-12T10:00:00Z");
const ISO = new Date(NOW).toISOString();

/** The platform's id of Liam. */
export const LIAM = "01KK6E8N05GAR4SKC9TS5WFSJ2";

/** How deliveries go when nothing is wrong. */
export const NORMAL: DeliveryMode = {
  state: "send",
  copies: 1,
  delayMs: 0,
  spreadMs: 0,
  dropPercent: 0,
  release: "made",
  retryScale: 1,
  timeoutMs: 15_000,
};

/** Liam in Clerk. */
export function aPerson(change: Partial<Person> = {}): Person {
  return {
    id: SEEDED.liam.clerkId,
    first_name: "Liam",
    last_name: "Park",
    username: null,
    image_url: "https://img.clerk.com/placeholder",
    has_image: false,
    email_addresses: [
      { id: "idn_1", email_address: "liam@buildappswith.ai", verification: { status: "verified" } },
    ],
    primary_email_address_id: "idn_1",
    public_metadata: { roles: ["CLIENT", "BUILDER"] },
    banned: false,
    locked: false,
    created_at: NOW,
    updated_at: NOW,
    last_sign_in_at: null,
    ...change,
  };
}

/** Liam on the platform. */
export function aUser(change: Partial<User> = {}): User {
  return {
    id: LIAM,
    clerkId: SEEDED.liam.clerkId,
    email: "liam@buildappswith.ai",
    emailVerifiedAt: ISO,
    name: "Liam Park",
    imageUrl: null,
    roles: ["CLIENT", "BUILDER"],
    verified: false,
    isFounder: false,
    stripeCustomerId: null,
    status: "active",
    lastSignInAt: null,
    version: 3,
    pendingPush: null,
    createdAt: ISO,
    updatedAt: ISO,
    deletedAt: null,
    ...change,
  };
}

/** Liam's profile as a builder, as an admin gets it. */
export function aBuilder(change: Partial<Builder> = {}): Builder {
  return {
    userId: LIAM,
    name: "Liam Park",
    imageUrl: null,
    verified: false,
    slug: null,
    bio: null,
    headline: null,
    tagline: null,
    domains: [],
    badges: [],
    topSkills: [],
    rating: null,
    portfolioItems: [],
    socialLinks: {},
    expertiseAreas: [],
    validationTier: 1,
    availableForHire: true,
    availability: null,
    adhdFocus: false,
    featuredBuilder: false,
    completedProjects: 0,
    responseRate: null,
    createdAt: ISO,
    updatedAt: ISO,
    permissions: { canView: true, canEdit: true, canDelete: true, canVerify: true },
    displayName: null,
    hourlyRate: null,
    searchable: true,
    active: true,
    version: 1,
    pendingPush: null,
    ...change,
  };
}

/** Liam's profile as a client. */
export function aClient(change: Partial<Client> = {}): Client {
  return {
    userId: LIAM,
    name: "Liam Park",
    imageUrl: null,
    companyName: null,
    industry: null,
    projectPreferences: {},
    active: true,
    version: 1,
    createdAt: ISO,
    updatedAt: ISO,
    permissions: { canView: true, canEdit: true },
    pendingPush: null,
    ...change,
  };
}

/** A delivery that was taken. */
export function anAttempt(change: Partial<Attempt> = {}): Attempt {
  return {
    messageId: "msg_1",
    eventType: "user.updated",
    userId: SEEDED.liam.clerkId,
    url: "http://127.0.0.1/webhooks/clerk",
    attempt: 1,
    at: NOW,
    status: 202,
    error: null,
    outcome: "taken",
    ...change,
  };
}

/** An event that was applied 20 ms after it was sent. */
export function anEvent(change: Partial<EventSummary> = {}): EventSummary {
  return {
    svixId: "msg_1",
    eventType: "user.updated",
    clerkId: SEEDED.liam.clerkId,
    userId: LIAM,
    status: "processed",
    outcome: "updated",
    error: null,
    attempts: 1,
    receivedAt: new Date(NOW + 5).toISOString(),
    processedAt: new Date(NOW + 20).toISOString(),
    lastAttemptAt: new Date(NOW + 20).toISOString(),
    ...change,
  };
}
