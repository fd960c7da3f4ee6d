/** The API's vocabulary by its own names. The schema is generated from the API's contract. */

import type { components } from "./schema.ts";

type Schemas = components["schemas"];

/** A builder's profile, with as much of it as the viewer may see. */
export type Builder = Schemas["Builder"];
/** A builder in the list. */
export type BuilderCard = Schemas["BuilderCard"];
/** A page of the list of builders. */
export type BuilderList = Schemas["BuilderList"];
/** What to change of a builder's profile: what is absent stays, null clears. */
export type BuilderPatch = Schemas["BuilderPatch"];
/** A piece of work that a builder shows. */
export type PortfolioItem = Schemas["PortfolioItem"];
/** A client's profile. */
export type Client = Schemas["Client"];
/** What to change of a client's profile: what is absent stays, null clears. */
export type ClientPatch = Schemas["ClientPatch"];
/** What the viewer may do with a builder's profile. */
export type Permissions = Schemas["Permissions"];
/** What the viewer may do with a client's profile. */
export type ClientPermissions = Schemas["ClientPermissions"];
/** Whoever asks: their account, their profiles, and what they may do. */
export type Me = Schemas["Me"];
/** An account. */
export type User = Schemas["User"];
/** What somebody is on the platform. */
export type Role = Schemas["Role"];
/** Where an account stands. */
export type Status = Schemas["Status"];
/** Something that somebody may be allowed to do. */
export type Operation = Schemas["Operation"];
/** What Clerk has still to be told of. */
export type PendingPush = Schemas["PendingPush"];
/** How thoroughly the platform has checked a builder: 1 to 3. */
export type ValidationTier = Schemas["ValidationTierInput"]["validationTier"];

/** What is wrong, as the API says it (RFC 9457). */
export type Problem = Schemas["Problem"];
/** In what way a field is wrong. */
export type Fault = Schemas["Fault"];

/** A reconciliation. */
export type Run = Schemas["Run"];
/** Numbers of a reconciliation. */
export type RunCounts = Schemas["RunCounts"];
/** What a reconciliation is to do. */
export type RunInput = Schemas["RunInput"];
/** A page of the list of reconciliations. */
export type RunList = Schemas["RunList"];
/** A reconciliation and a page of what it found. */
export type RunReport = Schemas["RunReport"];
/** A reconciliation that was asked for. */
export type RunStart = Schemas["RunStart"];
/** Where a record differs from Clerk's. */
export type Drift = Schemas["Drift"];
/** A field that differs, with masked values. */
export type DriftField = Schemas["DriftField"];
/** What is the matter with somebody. */
export type DriftKind = Schemas["DriftKind"];

/** An event in the ledger. */
export type EventSummary = Schemas["EventSummary"];
/** Where an event stands. */
export type EventStatus = Schemas["EventStatus"];
/** An event with what came, masked. */
export type Event = Schemas["Event"];
/** A page of the ledger. */
export type EventList = Schemas["EventList"];

/** A page of a user's audit trail, and whether all of it is as it was written. */
export type AuditTrail = Schemas["AuditTrail"];
/** What changed of somebody's record. */
export type AuditEntry = Schemas["AuditEntry"];

/** How far the platform keeps up with Clerk. */
export type SyncStatus = Schemas["SyncStatus"];
/** Somebody's record and Clerk's description of them, side by side. */
export type Comparison = Schemas["Comparison"];
/** A field of both. */
export type ComparedField = Schemas["ComparedField"];
