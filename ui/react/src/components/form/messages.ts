const number = new Intl.NumberFormat("en");

/** The words of what every form has. */
export const messages = {
  save: "Save changes",
  saving: "Saving…",
  saved: "Saved.",
  cancel: "Cancel",
  unsaved: "You have changes that aren’t saved.",
  discardTitle: "Leave without saving?",
  discardText: "What you changed will be lost.",
  discard: "Discard changes",
  keepEditing: "Keep editing",

  summary: (count: number) =>
    count === 1 ? "One thing needs your attention" : `${count} things need your attention`,
  unreachable:
    "The server can’t be reached, and nobody knows whether it was saved. Check your connection, then save again. Nothing you wrote is lost.",
  noToken: "It can’t be said who you are just now, so nothing was saved. Save again in a moment.",
  notAllowed: "You may not change this any more. Nothing was saved.",
  signedOut: "You are signed out, so nothing was saved. Sign in again, then save.",
  slugTaken: "Somebody else has this address. Choose another.",
  failed: (detail: string) => `It couldn’t be saved: ${detail}.`,
  faulty: (detail: string) => `This isn’t right yet: ${detail}.`,

  missing: "Fill this in, or remove it.",
  tooLong: (longest: number, length: number) =>
    `Use at most ${number.format(longest)} characters. These are ${number.format(length)}.`,
  tooShort: (shortest: number) => `Use at least ${shortest} characters.`,
  hidden: "There is a character in it that nobody can see. Write it again without copying.",
  hiddenLine: "Write it in one line, without characters that nobody can see.",
  blank: "There is nothing to see in it.",
  slug: "Use small letters from a to z, digits and hyphens.",
  rate: (highest: number) =>
    `Write a number from 0 to ${number.format(highest)} with at most two decimal places, such as 85.00.`,
  link: "Write a whole address that begins with https:// or http://.",
  tooMany: (most: number) => `There can be at most ${most}.`,
  twice: "This name is there twice. Choose another.",
  tooLarge: "All works together are too long. Shorten some of the descriptions.",

  add: (noun: string) => `Add ${noun}`,
  moveUp: (noun: string, at: number) => `Move ${noun} ${at} up`,
  moveDown: (noun: string, at: number) => `Move ${noun} ${at} down`,
  remove: (noun: string, at: number) => `Remove ${noun} ${at}`,
  row: (noun: string, at: number) => `${noun[0]?.toUpperCase()}${noun.slice(1)} ${at}`,
  added: (noun: string, at: number) => `Added ${noun} ${at}.`,
  removed: (noun: string, at: number, left: number) =>
    `Removed ${noun} ${at}. ${left === 0 ? "None" : left} left.`,
  moved: (noun: string, from: number, to: number, of: number) =>
    `Moved ${noun} ${from} to place ${to} of ${of}.`,
};
