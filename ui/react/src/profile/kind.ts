/** The two kinds of profile, and how each is read and edited. */

import type { ProfileAnswer, ProfileClient } from "../api/client.ts";
import type { Builder, BuilderPatch, Client, ClientPatch, PendingPush } from "../api/types.ts";

/** Which profile: a builder's by the platform's id of them or by the profile's address, or a client's by id. */
export type ProfileReference = { builder: string } | { builderSlug: string } | { client: string };

/** What a reference leads to. */
export type ProfileOf<R extends ProfileReference> = R extends { client: string } ? Client : Builder;

/** What can be changed of it. */
export type PatchOf<R extends ProfileReference> = R extends { client: string } ? ClientPatch : BuilderPatch;

/** A profile as somebody sees it, with the tag that says which version that is. */
export interface Seen<Profile> {
  profile: Profile;
  /** The answer's `ETag`, quotes and all; undefined when something on its way took it off. */
  etag: string | undefined;
}

/** What every profile has. */
export interface AnyProfile {
  userId: string;
  version?: number;
  pendingPush?: PendingPush | null;
}

/** How a kind of profile is read and edited. */
export interface Kind<Profile extends AnyProfile, Patch extends object> {
  name: "builder" | "client";
  read(client: ProfileClient, reference: ProfileReference, signal?: AbortSignal): Promise<Seen<Profile>>;
  edit(client: ProfileClient, userId: string, etag: string, patch: Patch): Promise<Seen<Profile>>;
}

/** RFC 7396. The API takes plain JSON as well; this says what is meant. */
const headers = { "Content-Type": "application/merge-patch+json" };

/** Builders' profiles. */
export const builders: Kind<Builder, BuilderPatch> = {
  name: "builder",
  async read(client, reference, signal) {
    if ("builderSlug" in reference) {
      const path = { slug: reference.builderSlug };
      return seen(
        await client.GET("/v1/builders/by-slug/{slug}", { params: { path }, ...withSignal(signal) }),
      );
    }
    const path = { userId: idOf(reference) ?? "" };
    return seen(await client.GET("/v1/builders/{userId}", { params: { path }, ...withSignal(signal) }));
  },
  async edit(client, userId, etag, body) {
    const params = { path: { userId }, header: { "If-Match": etag } };
    return seen(await client.PATCH("/v1/builders/{userId}", { params, body, headers }));
  },
};

/** Clients' profiles. */
export const clients: Kind<Client, ClientPatch> = {
  name: "client",
  async read(client, reference, signal) {
    const path = { userId: idOf(reference) ?? "" };
    return seen(await client.GET("/v1/clients/{userId}", { params: { path }, ...withSignal(signal) }));
  },
  async edit(client, userId, etag, body) {
    const params = { path: { userId }, header: { "If-Match": etag } };
    return seen(await client.PATCH("/v1/clients/{userId}", { params, body, headers }));
  },
};

/** The kind that a reference is of. */
export function kindOf<R extends ProfileReference>(reference: R): Kind<ProfileOf<R>, PatchOf<R>> {
  const kind: unknown = "client" in reference ? clients : builders;
  // TypeScript does not follow that R is narrowed along with the reference.
  return kind as Kind<ProfileOf<R>, PatchOf<R>>;
}

/** The user's id in a reference, if it holds one. */
export function idOf(reference: ProfileReference): string | undefined {
  if ("client" in reference) return reference.client;
  return "builder" in reference ? reference.builder : undefined;
}

/** What was answered, with its tag. */
export function seen<Profile>({ data, response }: ProfileAnswer<Profile>): Seen<Profile> {
  // Proxies that compress make a tag weak, and a weak one is no longer the version's to the API.
  return { profile: data, etag: response.headers.get("ETag")?.replace(/^W\//, "") };
}

function withSignal(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}
