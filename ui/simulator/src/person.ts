/** A user as Clerk's Backend API shows them; only what this project looks at. Times are in milliseconds. */
export interface Person {
  id: string;
  first_name: string | null;
  last_name: string | null;
  username: string | null;
  /** What Clerk draws when `has_image` is false is a placeholder. */
  image_url: string;
  has_image: boolean;
  email_addresses: EmailAddress[];
  primary_email_address_id: string | null;
  public_metadata: Record<string, unknown>;
  banned: boolean;
  locked: boolean;
  created_at: number;
  updated_at: number;
  last_sign_in_at: number | null;
}

/** One of a user's addresses. */
export interface EmailAddress {
  id: string;
  email_address: string;
  verification: { status: string } | null;
}

/** What a change may name. */
export type PersonChange = Partial<Pick<Person, "first_name" | "last_name" | "banned" | "locked">> & {
  public_metadata?: Record<string, unknown>;
  email_addresses?: EmailAddress[];
  primary_email_address_id?: string;
  has_image?: boolean;
  image_url?: string;
  last_sign_in_at?: number;
};

/** First and last name, else the user name; null when Clerk has neither. */
export function nameOf(person: Person): string | null {
  const names = [person.first_name, person.last_name].filter(Boolean).join(" ");
  return names || person.username;
}

/** The address that `primary_email_address_id` names; null when there is none. */
export function primaryAddress(person: Person): string | null {
  const primary = person.email_addresses.find((it) => it.id === person.primary_email_address_id);
  return primary?.email_address ?? null;
}

/** The roles in `public_metadata`, as they stand there; null when Clerk has none. */
export function rolesOf(person: Person): string[] | null {
  const roles = person.public_metadata.roles;
  return Array.isArray(roles) ? roles.filter((it) => typeof it === "string") : null;
}
