/** The words of the control of a builder's validation tier. */
export const messages = {
  legend: "Validation tier",
  hint: "How thoroughly the platform has checked the builder.",
  tiers: {
    1: { name: "Tier 1", text: "The account" },
    2: { name: "Tier 2", text: "Samples of work" },
    3: { name: "Tier 3", text: "References and results" },
  },
  save: "Set tier",
  saving: "Setting…",
  saved: (tier: string) => `${tier} is set.`,
};
