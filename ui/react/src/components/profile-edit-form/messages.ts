/** The words of a builder's form. */
export const messages = {
  title: "Edit profile",

  identity: "Who you are",
  story: "What you do",
  skills: "What you know",
  work: "Working with you",
  portfolio: "What you have made",
  elsewhere: "Where else you are",

  /** What each field is called. */
  labels: {
    displayName: "Name that clients see",
    slug: "Address of the profile",
    headline: "Headline",
    tagline: "Tagline",
    bio: "About you",
    domains: "Domains",
    topSkills: "Top skills",
    expertiseAreas: "Areas of expertise",
    availableForHire: "Open to work",
    availability: "Availability",
    hourlyRate: "Hourly rate",
    adhdFocus: "ADHD-friendly",
    searchable: "Can be found",
    portfolioItems: "Works",
    socialLinks: "Links",
  },
  /** What a row of a list is called. */
  nouns: {
    domains: "domain",
    topSkills: "skill",
    expertiseAreas: "area",
    portfolioItems: "work",
    socialLinks: "link",
  },
  /** What a field in a row is called. */
  parts: {
    portfolioItems: {
      title: "Title",
      description: "Description",
      url: "Link",
      imageUrl: "Picture’s address",
    },
    socialLinks: { name: "Site", value: "Address" },
  },

  hints: {
    displayName: "Without one, clients see the name of your account.",
    slug: "Small letters, digits and hyphens, such as ada-byron.",
    headline: "You in one line.",
    tagline: "Your offer in one line.",
    bio: "Up to 5,000 characters. New lines stay as they are.",
    domains: "Fields that you work in, the most important first.",
    topSkills: "What you are best at, first the best.",
    expertiseAreas: "What you know well.",
    availableForHire: "Clients see that you take work now.",
    availability: "When you have time, in your own words.",
    hourlyRate: "A number such as 85.00. Only you and admins see it.",
    adhdFocus: "Your way of working suits people with ADHD.",
    searchable: "Show the profile in lists and searches.",
    portfolioItems: "Up to 50 works, the best first.",
    socialLinks: "Addresses of yours elsewhere, such as GitHub.",
  },
};
