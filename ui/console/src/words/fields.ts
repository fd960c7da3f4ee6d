import { shortTime } from "./times.ts";

const NAMES: Partial<Record<string, string>> = {
  clerkId: "Clerk’s id",
  email: "Email",
  emailWithheld: "Email withheld",
  emailVerifiedAt: "Email verified at",
  name: "Name",
  imageUrl: "Picture",
  roles: "Roles",
  unknownRoles: "Unknown roles",
  verified: "Verified",
  stripeCustomerId: "Stripe customer",
  status: "Status",
  deletedAt: "Deleted at",
  lastSignInAt: "Last sign-in",
  isFounder: "Founder",
  validationTier: "Validation tier",
  availableForHire: "Available for hire",
  hourlyRate: "Hourly rate",
  companyName: "Company",
};

/** A field's name for people: `builder.topSkills` is “Builder: top skills”. */
export function fieldName(field: string): string {
  const known = NAMES[field];
  if (known) return known;
  const [owner, name] = field.includes(".") ? field.split(".", 2) : [undefined, field];
  const words = (NAMES[name ?? ""] ?? spaced(name ?? field)).toLowerCase();
  return owner ? `${capital(spaced(owner))}: ${words}` : capital(words);
}

const MILLISECONDS = /^\d{13}$/;

/** A field's value for people: moments, which the audit trail holds in milliseconds, are times. */
export function fieldValue(field: string, value: string | null): string | null {
  const isMoment = value !== null && field.endsWith("At") && MILLISECONDS.test(value);
  return isMoment ? shortTime(new Date(Number(value)).toISOString()) : value;
}

function spaced(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
