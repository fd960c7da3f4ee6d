/** The words of a profile that isn't there. */
export const messages = {
  loading: "Loading the profile…",
  notFoundTitle: "There is no such profile",
  notFoundText: "It may have been hidden by its owner, or the address may be wrong.",
  signedOutTitle: "You are signed out",
  signedOutText: "Sign in to see this profile.",
  forbiddenTitle: "This profile isn’t yours to see",
  forbiddenText: "Only its owner and admins see it.",
  accountTitles: {
    account_deleted: "Your account was deleted",
    account_suspended: "Your account is suspended",
  },
  errorTitle: "The profile couldn’t be loaded",
  errorText: "The server didn’t answer as it should. Try again in a moment.",
  reference: (id: string) => `If it stays like that, name this reference: ${id}`,
  retry: "Try again",
  suspendedTitle: "Your account is suspended",
  suspendedText: "Until that is lifted nobody sees your profile, and nothing can be changed.",
  noEditTitle: "You may not change this profile",
  noEditText: "Only its owner and admins may.",
};
