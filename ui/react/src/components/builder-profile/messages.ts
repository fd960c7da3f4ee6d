/** The words of a builder's profile. */
export const messages = {
  fallbackName: "A builder",
  label: "Builder’s profile",

  verified: "Verified",
  featured: "Featured",
  open: "Open to work",
  closed: "Not taking work now",
  adhd: "ADHD-friendly",
  tiers: { 1: "The account", 2: "Samples of work", 3: "References and results" },

  about: "About",
  works: "Works",
  skills: "Top skills",
  domains: "Domains",
  expertise: "Expertise",
  badges: "Badges",
  links: "Elsewhere",

  rating: "Rating",
  ratingOf: (rating: string) => `${rating} of 5`,
  projects: "Projects finished",
  responses: "Enquiries answered",
  percent: (share: string) => `${share} %`,
  availability: "Availability",
  checked: "Checked by us",
  since: "Builder since",

  emptyOwnText: "Say who you are and what you do, so that clients find you.",

  hiddenTitle: "This profile is hidden",
  hiddenText:
    "Nobody but its owner and admins sees it. It comes back when its owner becomes a builder again.",

  privateOwn: "Only you and admins see this",
  privateAdmin: "Only the builder and admins see this",
  rate: "Hourly rate",
  perHour: (price: string) => `${price} an hour`,
  noRate: "Not set",
  searchable: "Found in search",
  yes: "Yes",
  no: "No",
  admin: "For admins",
};
