import * as z from "zod/mini";
import type { Client, ClientPatch } from "../../api/types.ts";
import { changes, memberChanges } from "../form/changes.ts";
import { LIMITS } from "../form/limits.ts";
import { members, text } from "../form/rules.ts";
import { fromMembers, type Member, textOrNull, toMembers } from "../form/values.ts";

/** A client's profile, as the form's fields hold it. */
export type ClientValues = {
  companyName: string;
  industry: string;
  projectPreferences: Member[];
};

/** What the API takes of a client's profile. */
export const schema: z.ZodMiniType<ClientValues, ClientValues> = z.object({
  companyName: text({ longest: LIMITS.companyName }),
  industry: text({ longest: LIMITS.industry }),
  projectPreferences: members(text({ longest: LIMITS.preference, hasLines: true, isRequired: true })),
});

/** What the fields hold for a profile. */
export function toValues(client: Client): ClientValues {
  return {
    companyName: client.companyName ?? "",
    industry: client.industry ?? "",
    projectPreferences: toMembers(client.projectPreferences),
  };
}

/** What changed, as a merge patch (RFC 7396): what is the same is absent, what was cleared is null. */
export function toPatch(before: ClientValues, after: ClientValues): ClientPatch {
  const patch: ClientPatch = changes(toFields(before), toFields(after));
  const preferences = memberChanges(
    fromMembers(before.projectPreferences),
    fromMembers(after.projectPreferences),
  );
  return preferences === undefined ? patch : { ...patch, projectPreferences: preferences };
}

function toFields({ companyName, industry }: ClientValues) {
  return { companyName: textOrNull(companyName), industry: textOrNull(industry) };
}
