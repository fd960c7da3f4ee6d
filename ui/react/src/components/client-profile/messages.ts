/** The words of a client's profile. */
export const messages = {
  fallbackName: "A client",
  label: "Client’s profile",
  since: "Client since",
  preferences: "How they like to work",
  preferencesOwn: "How you like to work",
  emptyOwnText: "Say where you work and how you like to work, so that builders know.",
  inactiveTitle: "This profile is hidden",
  inactiveText: "Its owner isn’t a client now.",
};
