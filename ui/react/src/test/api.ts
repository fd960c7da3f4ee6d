/** What the profile API answers, in memory: who may do what, versions and tags, as the real one has them. */

import type { Builder, Client, Me, Operation } from "../api/types.ts";
import { patched } from "../profile/patch.ts";
import { json, problem, reverificationRequired } from "./answers.ts";
import type { Person } from "./people.ts";

const OF_BUILDERS: Operation[] = ["viewBuilder", "editBuilder"];
const OF_CLIENTS: Operation[] = ["viewClient", "editClient"];
const ADMINS: Operation[] = [
  ...OF_BUILDERS,
  ...OF_CLIENTS,
  "deactivateBuilder",
  "verifyBuilder",
  "viewAccount",
  "setRoles",
];

/** The API over these people, by their ids. */
export class MemoryApi {
  /** Asks admins to prove who they are, unless their token ends with `fresh`. */
  asksForProof = false;
  readonly #people: ReadonlyMap<string, Person>;

  constructor(people: ReadonlyMap<string, Person>) {
    this.#people = people;
  }

  /** Does what is asked, and answers. */
  async answer(request: Request): Promise<Response> {
    const { headers } = request;
    const viewer = this.#viewer(headers);
    if (viewer === "unknown") return problem(401, "bad_token");
    const [, , kind, id = "", part] = new URL(request.url).pathname.split("/");
    if (kind === "me") return viewer ? json(this.#me(viewer)) : problem(401, "signed_out");
    const slug = id === "by-slug" ? part : undefined;
    const subject = slug
      ? [...this.#people.values()].find((it) => it.builder?.slug === slug)
      : this.#people.get(id);
    const isOwner =
      viewer !== undefined && viewer.user.id === subject?.user.id && viewer.user.status === "active";
    const isAdmin = viewer !== undefined && isActiveAdmin(viewer);
    const rights = { isOwner, isAdmin };
    if (kind === "builders") return this.#builder(request, subject, rights);
    if (!viewer) return problem(401, "signed_out");
    if (!isOwner && !isAdmin)
      return problem(403, viewer.user.status === "active" ? "forbidden" : "account_suspended");
    if (!subject) return problem(404, "not_found");
    return kind === "clients" ? this.#client(request, subject) : this.#user(request, subject, rights);
  }

  async #builder(
    request: Request,
    subject: Person | undefined,
    { isOwner, isAdmin }: Rights,
  ): Promise<Response> {
    const mayEdit = isOwner || isAdmin;
    const isRead = request.method === "GET";
    if (!isRead && !(request.method === "PATCH" ? mayEdit : isAdmin)) return problem(403, "forbidden");
    const isPublic = subject?.builder?.active && subject.user.status === "active";
    if (!subject?.builder || !(isPublic || mayEdit)) return problem(404, "not_found");
    const { version = 0 } = subject.builder;
    const stale = isRead ? undefined : this.#refusal(request, `b${version}`);
    if (stale) return stale;
    if (request.method === "DELETE") {
      subject.builder = { ...subject.builder, active: false, version: version + 1 };
      return new Response(null, { status: 204 });
    }
    if (!isRead)
      subject.builder = { ...patched(subject.builder, await request.json()), version: version + 1 };
    const permissions = { canView: true, canEdit: mayEdit, canDelete: isAdmin, canVerify: isAdmin };
    const { active, searchable, hourlyRate, pendingPush, version: _, ...open } = subject.builder;
    const shown: Builder = { ...(mayEdit ? subject.builder : open), permissions };
    return json(
      shown,
      `"b${subject.builder.version}.u${subject.user.version}.${isAdmin ? "a" : isOwner ? "o" : "p"}"`,
    );
  }

  async #client(request: Request, subject: Person): Promise<Response> {
    if (!subject.client) return problem(404, "not_found");
    const { version } = subject.client;
    if (request.method === "PATCH") {
      const stale = this.#refusal(request, `c${version}`);
      if (stale) return stale;
      const client: Client = patched(subject.client, await request.json());
      subject.client = { ...client, version: version + 1 };
    }
    return json(subject.client, `"c${subject.client.version}.u${subject.user.version}.o"`);
  }

  async #user(request: Request, subject: Person, { isAdmin }: Rights): Promise<Response> {
    if (request.method === "PUT") {
      if (!isAdmin) return problem(403, "forbidden");
      if (this.asksForProof && !request.headers.get("Authorization")?.endsWith("fresh"))
        return reverificationRequired();
      subject.user = { ...subject.user, ...(await request.json()), version: subject.user.version + 1 };
    }
    return json(subject.user);
  }

  /** Looks at `If-Match`: an edit has to say what it is one of. */
  #refusal(request: Request, version: string): Response | undefined {
    const tag = request.headers.get("If-Match");
    if (!tag) return request.method === "PATCH" ? problem(428, "precondition_required") : undefined;
    const holds = tag === "*" || tag.slice(1, -1).split(".")[0] === version;
    return holds ? undefined : problem(412, "stale", { current: Number(version.slice(1)) });
  }

  /** A token is Clerk's id, and whatever stands behind a space. */
  #viewer(headers: Headers): Person | "unknown" | undefined {
    const token = headers.get("Authorization")?.replace("Bearer ", "");
    if (token === undefined) return undefined;
    return [...this.#people.values()].find((it) => it.user.clerkId === token.split(" ")[0]) ?? "unknown";
  }

  #me({ user, builder, client }: Person): Me {
    const isActive = user.status === "active";
    const own: Operation[] = isActive
      ? [...(builder ? OF_BUILDERS : []), ...(client ? OF_CLIENTS : []), "viewAccount"]
      : [];
    return { user, builder, client, permissions: isActiveAdmin({ user }) ? ADMINS : own };
  }
}

interface Rights {
  isOwner: boolean;
  isAdmin: boolean;
}

function isActiveAdmin({ user }: Pick<Person, "user">): boolean {
  return user.status === "active" && user.roles.includes("ADMIN");
}
