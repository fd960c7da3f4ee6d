import type { Builder, Client, User } from "@buildappswith/profile-sync-react";
import { nameOf, type Person, primaryAddress, rolesOf } from "@profile-sync/simulator";

/** What the platform has of somebody. */
export interface PlatformRecord {
  user: User;
  builder: Builder | null;
  client: Client | null;
}

/** The fields that both sides have, in the order in which they are shown. */
export type Field =
  | "name"
  | "email"
  | "verifiedEmail"
  | "picture"
  | "state"
  | "roles"
  | "validationTier"
  | "availableForHire"
  | "hourlyRate"
  | "companyName";

/**
 * How both sides stand to each other: `same`; `differs`; `pending` (the platform's value is on its way to Clerk);
 * `unsaid` (Clerk says nothing, so that the platform keeps what it has).
 */
export type Agreement = "same" | "differs" | "pending" | "unsaid";

/** One field on both sides, as texts. */
export interface Row {
  field: Field;
  clerk: string | null;
  ours: string | null;
  agreement: Agreement;
}

/** The roles that the platform knows; whatever else Clerk's metadata names grants nothing (R12). */
export const ROLES = ["CLIENT", "BUILDER", "ADMIN", "SUBSCRIBER"] as const;

/** Both sides of somebody, field by field. Null is a side that doesn't know them. */
export function compare(person: Person | null, record: PlatformRecord | null): Row[] {
  const rows = [...identity(person, record), ...owned(person, record)];
  return rows.map((row) => ({ ...row, agreement: agreement(row, person, record) }));
}

/** How many fields differ or are on their way. */
export function differing(rows: readonly Row[]): number {
  return rows.filter((it) => it.agreement === "differs" || it.agreement === "pending").length;
}

type Values = Omit<Row, "agreement">;

/** What Clerk decides (R19). */
function identity(person: Person | null, record: PlatformRecord | null): Values[] {
  const user = record?.user;
  return [
    { field: "name", clerk: person && nameOf(person), ours: user?.name ?? null },
    { field: "email", clerk: person && primaryAddress(person), ours: user?.email ?? null },
    { field: "verifiedEmail", clerk: person && verified(person), ours: user ? verifiedHere(user) : null },
    { field: "picture", clerk: person?.has_image ? person.image_url : null, ours: user?.imageUrl ?? null },
    { field: "state", clerk: stateIn(person), ours: user?.status ?? null },
  ];
}

/** What the platform decides, and tells Clerk (R20). A field of a profile that isn't there has no row. */
function owned(person: Person | null, record: PlatformRecord | null): Values[] {
  const copy = (name: string) => asText(person?.public_metadata[name]);
  const { user, builder, client } = record ?? {};
  const rows: Values[] = [
    { field: "roles", clerk: person && rolesIn(person), ours: user ? list(user.roles) : null },
  ];
  if (builder) {
    const { validationTier, availableForHire, hourlyRate } = builder;
    rows.push({ field: "validationTier", clerk: copy("validationTier"), ours: asText(validationTier) });
    rows.push({ field: "availableForHire", clerk: copy("availableForHire"), ours: asText(availableForHire) });
    rows.push({ field: "hourlyRate", clerk: copy("hourlyRate"), ours: asText(hourlyRate) });
  }
  if (client) rows.push({ field: "companyName", clerk: copy("companyName"), ours: client.companyName });
  return rows;
}

function agreement(
  { field, clerk, ours }: Values,
  person: Person | null,
  record: PlatformRecord | null,
): Agreement {
  if (same(field, clerk, ours)) return "same";
  if (!record) return clerk === null ? "unsaid" : "differs";
  if (pendingFields(record).some((it) => it === field)) return "pending";
  // Clerk's copies of what the platform owns count once the platform has told Clerk of them; a name or
  // roles that Clerk leaves out leave the platform's as they are (R11, R12).
  const isOptional = !["email", "verifiedEmail", "picture", "state"].includes(field);
  return clerk === null && (isOptional || !person) ? "unsaid" : "differs";
}

/** The fields that Clerk has still to be told of. */
export function pendingFields({ user, builder, client }: PlatformRecord): string[] {
  const pending = [user.pendingPush, builder?.pendingPush, client?.pendingPush];
  return [...new Set(pending.flatMap((it) => it?.fields ?? []))];
}

function same(field: Field, clerk: string | null, ours: string | null): boolean {
  if (field !== "email" || clerk === null || ours === null) return clerk === ours;
  // Addresses are compared trimmed and lower-cased (R9).
  return clerk.trim().toLowerCase() === ours.trim().toLowerCase();
}

function verified(person: Person): string | null {
  const primary = person.email_addresses.find((it) => it.id === person.primary_email_address_id);
  return primary ? yesOrNo(primary.verification?.status === "verified") : null;
}

function verifiedHere(user: User): string | null {
  return user.email === null ? null : yesOrNo(user.emailVerifiedAt !== null);
}

function stateIn(person: Person | null): string {
  if (!person) return "deleted";
  return person.banned || person.locked ? "suspended" : "active";
}

function rolesIn(person: Person): string | null {
  const roles = rolesOf(person);
  return roles && list(ROLES.filter((it) => roles.includes(it)));
}

function list(roles: readonly string[]): string {
  return ROLES.filter((it) => roles.includes(it)).join(", ");
}

function asText(value: unknown): string | null {
  if (typeof value === "boolean") return yesOrNo(value);
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}

function yesOrNo(value: boolean): string {
  return value ? "yes" : "no";
}
