import * as z from "zod/mini";
import { LIMITS } from "../form/limits.ts";
import { messages } from "../form/messages.ts";
import { entries, link, members, rate, rows, slug, text } from "../form/rules.ts";
import type { BuilderValues, WorkValues } from "./values.ts";

const work = z.object({
  title: text({ longest: LIMITS.title, isRequired: true }),
  description: text({ longest: LIMITS.description, hasLines: true }),
  url: link(),
  imageUrl: link(),
});

/** What the API takes of a builder's profile. */
export const schema: z.ZodMiniType<BuilderValues, BuilderValues> = z.object({
  displayName: text({ longest: LIMITS.displayName, shortest: LIMITS.shortestDisplayName }),
  slug: slug(),
  headline: text({ longest: LIMITS.headline }),
  tagline: text({ longest: LIMITS.tagline }),
  bio: text({ longest: LIMITS.bio, hasLines: true }),
  domains: entries(),
  topSkills: entries(),
  expertiseAreas: entries(),
  availableForHire: z.boolean(),
  availability: text({ longest: LIMITS.availability }),
  hourlyRate: rate(),
  adhdFocus: z.boolean(),
  searchable: z.boolean(),
  portfolioItems: rows(work).check(z.refine((it) => bytesOf(it) <= LIMITS.portfolioBytes, messages.tooLarge)),
  socialLinks: members(link(true)),
});

/** Bytes of all works together, in UTF-8, as the API counts them. */
function bytesOf(works: readonly WorkValues[]): number {
  const texts = works.flatMap((it) => Object.values(it).map((text) => text.trim()));
  return new TextEncoder().encode(texts.join("")).length;
}
