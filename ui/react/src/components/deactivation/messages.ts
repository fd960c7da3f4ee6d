/** The words of hiding a builder's profile. */
export const messages = {
  button: "Deactivate profile",
  title: (name: string) => `Hide ${name}’s profile?`,
  text: "Nobody but the builder and admins will see it. What is in it is kept. To bring it back, take the builder’s role away and give it again.",
  yes: "Deactivate",
  busy: "Deactivating…",
  no: "Keep it",
};
