import type { Builder, BuilderPatch } from "../../api/types.ts";
import { changes, memberChanges } from "../form/changes.ts";
import {
  type Entry,
  fromEntries,
  fromMembers,
  type Member,
  textOrNull,
  toEntries,
  toMembers,
} from "../form/values.ts";

/** A work, as its fields hold it. */
export interface WorkValues {
  title: string;
  description: string;
  url: string;
  imageUrl: string;
}

/** A builder's profile, as the form's fields hold it: texts are never null, and lists are rows. */
export type BuilderValues = {
  displayName: string;
  slug: string;
  searchable: boolean;
  headline: string;
  tagline: string;
  bio: string;
  availableForHire: boolean;
  adhdFocus: boolean;
  availability: string;
  hourlyRate: string;
  topSkills: Entry[];
  domains: Entry[];
  expertiseAreas: Entry[];
  portfolioItems: WorkValues[];
  socialLinks: Member[];
};

/** What the fields hold for a profile, in the order in which they stand on the page. */
export function toValues(builder: Builder): BuilderValues {
  return {
    displayName: builder.displayName ?? "",
    slug: builder.slug ?? "",
    searchable: builder.searchable ?? true,
    headline: builder.headline ?? "",
    tagline: builder.tagline ?? "",
    bio: builder.bio ?? "",
    availableForHire: builder.availableForHire,
    adhdFocus: builder.adhdFocus,
    availability: builder.availability ?? "",
    hourlyRate: builder.hourlyRate ?? "",
    topSkills: toEntries(builder.topSkills),
    domains: toEntries(builder.domains),
    expertiseAreas: toEntries(builder.expertiseAreas),
    portfolioItems: builder.portfolioItems.map((it) => ({
      title: it.title,
      description: it.description ?? "",
      url: it.url ?? "",
      imageUrl: it.imageUrl ?? "",
    })),
    socialLinks: toMembers(builder.socialLinks),
  };
}

/** What changed, as a merge patch (RFC 7396): what is the same is absent, what was cleared is null. */
export function toPatch(before: BuilderValues, after: BuilderValues): BuilderPatch {
  const patch: BuilderPatch = changes(toFields(before), toFields(after));
  const links = memberChanges(fromMembers(before.socialLinks), fromMembers(after.socialLinks));
  return links === undefined ? patch : { ...patch, socialLinks: links };
}

function toFields(values: BuilderValues) {
  const { socialLinks: _, ...others } = values;
  return {
    ...others,
    displayName: textOrNull(values.displayName),
    slug: textOrNull(values.slug),
    headline: textOrNull(values.headline),
    tagline: textOrNull(values.tagline),
    bio: textOrNull(values.bio),
    availability: textOrNull(values.availability),
    hourlyRate: toRate(values.hourlyRate),
    domains: fromEntries(values.domains),
    topSkills: fromEntries(values.topSkills),
    expertiseAreas: fromEntries(values.expertiseAreas),
    portfolioItems: values.portfolioItems.map((it) => ({
      title: it.title.trim(),
      description: textOrNull(it.description),
      url: textOrNull(it.url),
      imageUrl: textOrNull(it.imageUrl),
    })),
  };
}

/** As the API writes it, so that 85 is no change of 85.00. */
function toRate(text: string): string | null {
  const rate = textOrNull(text);
  return rate === null ? null : Number(rate).toFixed(2);
}
