//! How much a profile holds. Lengths are in characters (Unicode scalar values) of the trimmed
//! text, unless a name says bytes.

/// Longest text about a builder.
pub const LONGEST_BIO: usize = 5_000;
/// Longest line about a builder.
pub const LONGEST_HEADLINE: usize = 120;
/// Longest line about a builder's offer.
pub const LONGEST_TAGLINE: usize = 150;
/// Longest line about when a builder has time.
pub const LONGEST_AVAILABILITY: usize = 200;
/// Shortest name that clients see.
pub const SHORTEST_DISPLAY_NAME: usize = 2;
/// Longest name that clients see.
pub const LONGEST_DISPLAY_NAME: usize = 100;
/// Shortest address of a profile.
pub const SHORTEST_SLUG: usize = 2;
/// Longest address of a profile.
pub const LONGEST_SLUG: usize = 50;
/// Highest price of an hour, in hundredths: 10,000.00.
pub const HIGHEST_RATE: i64 = 1_000_000;

/// Most entries of a list, and most members of an object whose names are free.
pub const MOST_ENTRIES: usize = 50;
/// Longest entry of a list.
pub const LONGEST_ENTRY: usize = 50;
/// Longest name of a social link or a preference.
pub const LONGEST_NAME: usize = 50;
/// Longest link.
pub const LONGEST_LINK: usize = 2_048;

/// Longest title of a work.
pub const LONGEST_TITLE: usize = 120;
/// Longest description of a work.
pub const LONGEST_DESCRIPTION: usize = 2_000;
/// Most bytes of all works together. A profile is one item of the table, which holds 400 KiB:
/// with everything else at its longest, that much is left for the works.
pub const MOST_PORTFOLIO_BYTES: usize = 200 * 1_024;

/// Longest name of a client's company.
pub const LONGEST_COMPANY_NAME: usize = 100;
/// Longest name of a client's industry.
pub const LONGEST_INDUSTRY: usize = 100;
/// Longest preference of a client.
pub const LONGEST_PREFERENCE: usize = 500;

/// Most faults that are named in one go: nobody mends more at once, and what is wrong in more
/// places wasn't made by hand.
pub const MOST_FAULTS: usize = 100;
/// Most characters of a member's name that a fault repeats.
pub const LONGEST_POINTED: usize = 128;
