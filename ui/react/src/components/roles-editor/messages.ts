/** The words of the editor of somebody's roles. */
export const messages = {
  label: "Roles",
  legend: (name: string) => `Roles of ${name}`,
  fallbackName: "this person",
  hint: "A role that is gained makes or shows its profile. A role that is lost hides it, and keeps what is in it.",
  roles: {
    CLIENT: { name: "Client", text: "Looks for builders." },
    BUILDER: { name: "Builder", text: "Offers work and has a public profile." },
    SUBSCRIBER: { name: "Subscriber", text: "Pays for more of the platform." },
    ADMIN: { name: "Admin", text: "Sees and changes everything here." },
  },
  save: "Save roles",
  saving: "Saving…",
  saved: "The roles are saved.",
  ownTitle: "Give up being an admin?",
  ownText: "You won’t be able to undo it yourself: another admin has to.",
  ownYes: "Give it up",
  ownNo: "Stay an admin",
  unknownTitle: "There is no such account",
  deletedTitle: "This account was deleted",
  deletedText: "Its roles can’t be changed any more.",
};
