/** The words of a client's form. */
export const messages = {
  title: "Edit profile",

  labels: {
    companyName: "Company",
    industry: "Industry",
    projectPreferences: "How you like to work",
  },
  nouns: { projectPreferences: "preference" },
  parts: { projectPreferences: { name: "Topic", value: "Preference" } },

  hints: {
    companyName: "Where you work.",
    industry: "What the company does.",
    projectPreferences: "Such as a budget, a pace, a way to stay in touch.",
  },
};
