import {
  type EmailAddress,
  type Person,
  type PersonChange,
  rolesOf,
  type Simulator,
} from "@profile-sync/simulator";

/** Somebody who signs up. */
export interface Newcomer {
  firstName: string;
  lastName: string;
  address: string;
  roles: string[];
}

/** What somebody can do on Clerk's side, by themselves or in its Dashboard. */
export interface Acts {
  /** Returns the new person's id. */
  signUp(newcomer: Newcomer): Promise<string>;
  rename(person: Person, firstName: string, lastName: string | null): Promise<unknown>;
  setEmail(person: Person, address: string): Promise<unknown>;
  uploadImage(person: Person): Promise<unknown>;
  removeImage(person: Person): Promise<unknown>;
  setRoles(person: Person, roles: string[]): Promise<unknown>;
  ban(person: Person, is: boolean): Promise<unknown>;
  lock(person: Person, is: boolean): Promise<unknown>;
  signIn(person: Person): Promise<unknown>;
  delete(person: Person): Promise<unknown>;
}

/** Acts of which Clerk tells the platform, by webhook. */
export function told(clerk: Simulator): Acts {
  return {
    signUp: async ({ firstName: first_name, lastName: last_name, address, roles }) => {
      const made = { first_name, last_name, email_address: [address], public_metadata: { roles } };
      return (await clerk.create(made)).id;
    },
    rename: ({ id }, first, last) => clerk.rename(id, first, last),
    setEmail: ({ id }, address) => clerk.setEmail(id, address),
    uploadImage: ({ id }) => clerk.uploadImage(id),
    removeImage: ({ id }) => clerk.removeImage(id),
    setRoles: ({ id, public_metadata }, roles) => clerk.setMetadata(id, { ...public_metadata, roles }),
    ban: ({ id }, is) => (is ? clerk.ban(id) : clerk.unban(id)),
    lock: ({ id }, is) => (is ? clerk.lock(id) : clerk.unlock(id)),
    signIn: async (person) => {
      await untold(clerk).signIn(person);
      const session = { id: `sess_${token()}`, object: "session", status: "active", created_at: Date.now() };
      return clerk.emit("session.created", { ...session, user_id: person.id });
    },
    delete: ({ id }) => clerk.delete(id),
  };
}

/** The same acts without a webhook, as if it had been missed. */
export function untold(clerk: Simulator): Acts {
  const change = ({ id }: Person, change: PersonChange) => clerk.changeSilently(id, change);
  return {
    signUp: async ({ firstName: first_name, lastName: last_name, address, roles }) => {
      const made = { first_name, last_name, ...primary(entry(address)), public_metadata: { roles } };
      return (await clerk.createSilently(`user_${token()}`, made)).id;
    },
    rename: (person, first_name, last_name) => change(person, { first_name, last_name }),
    setEmail: (person, address) => change(person, addressOf(person, address)),
    uploadImage: (person) =>
      change(person, { has_image: true, image_url: `https://img.clerk.com/${token()}` }),
    removeImage: (person) => change(person, { has_image: false }),
    setRoles: (person, roles) => change(person, { public_metadata: { ...person.public_metadata, roles } }),
    ban: (person, banned) => change(person, { banned }),
    lock: (person, locked) => change(person, { locked }),
    signIn: (person) => change(person, { last_sign_in_at: Date.now() }),
    delete: ({ id }) => clerk.deleteSilently(id),
  };
}

/** Somebody with BUILDER among their roles, or without. */
export function withBuilder(person: Person, is: boolean): string[] {
  const others = (rolesOf(person) ?? ["CLIENT"]).filter((it) => it !== "BUILDER");
  return is ? [...others, "BUILDER"] : others;
}

/** That address as the primary one in the place of all. */
function addressOf({ email_addresses }: Person, address: string): PersonChange {
  return primary(email_addresses.find((it) => it.email_address === address) ?? entry(address));
}

function primary(entry: EmailAddress): PersonChange {
  return { email_addresses: [entry], primary_email_address_id: entry.id };
}

function entry(email_address: string): EmailAddress {
  return { id: `idn_${token()}`, email_address, verification: { status: "verified" } };
}

function token(): string {
  return crypto.randomUUID().replaceAll("-", "");
}
