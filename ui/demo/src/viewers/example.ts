import type { BuilderPatch } from "@buildappswith/profile-sync-react";

/** A profile with something in it: what the samples know of people comes from Clerk, and a profile doesn't. */
export const EXAMPLE: BuilderPatch = {
  headline: "Assistants that know your documents",
  tagline: "From a folder of PDFs to answers with sources, in two weeks.",
  bio: "I build retrieval and agents for small teams.\n\nText stays text: <script>alert('no')</script> is shown as it was typed.",
  domains: ["Customer support", "Legal"],
  topSkills: ["TypeScript", "Rust", "Evaluation"],
  expertiseAreas: ["Retrieval", "Agents"],
  availability: "Two days a week",
  hourlyRate: "95.00",
  portfolioItems: [
    {
      title: "Contract reader",
      description: "Finds the clauses that matter, and says where they stand.",
      url: "https://example.com/contract-reader",
      imageUrl: null,
    },
  ],
  socialLinks: { github: "https://github.com/example" },
};
