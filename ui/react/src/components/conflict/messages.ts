/** The words of a conflict. */
export const messages = {
  title: "Somebody else changed this profile while you were editing",
  text: "These fields were changed by both of you. Choose which version to keep of each. Your other changes are kept.",
  mine: "Yours",
  theirs: "Theirs",
  keep: "Save with these choices",
  keeping: "Saving…",
  takeTheirs: "Discard all my changes",
  empty: "Nothing",
  yes: "Yes",
  no: "No",
};
