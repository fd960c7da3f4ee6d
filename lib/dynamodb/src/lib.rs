//! The tables on DynamoDB: [`DynamoStore`] is the port [`SyncStore`] on three of them.
//!
//! # Users
//!
//! | `pk` | `sk` | what |
//! |---|---|---|
//! | `USER#<userId>` | `USER` | the account |
//! | `USER#<userId>` | `BUILDER` | the builder profile |
//! | `USER#<userId>` | `CLIENT` | the client profile |
//! | `CLERK#<clerkId>` | `POINTER` | `userId`; stays for good, as the tombstone's name plate |
//! | `EMAIL#<normalised address>` | `POINTER` | `userId`; freed by change and deletion |
//! | `SLUG#<slug>` | `POINTER` | `userId`; freed by change and deletion |
//!
//! One query reads a person whole. A pointer makes its key unique: whoever writes it first
//! has it. Every item says whose it is in `userId`; the account has the same in `id`.
//!
//! Two indexes are sparse. `Listing` (`listing`, `listingRank`) holds the builders whom the
//! public can find; ascending is best first: featured, then by validation tier, then by
//! rating, then by user id. `PendingPush` (`pendingPushState`, `pendingPushAt`) holds the
//! users of whom Clerk has still to be told. Both follow from the person whole, so a change
//! of the account alone, such as a suspension, can rewrite the builder profile's item.
//!
//! # Events
//!
//! `EVENT#<svix-id>` / `EVENT`: what came (gzip), what came of it, and when. Listed by day
//! (`ByDay`: `day`, `receivedAt`), failed ones apart (`Failed`: `failedDay`, `receivedAt`).
//! `expiresAt`, in seconds, is when DynamoDB may delete the item.
//!
//! # Audit
//!
//! `USER#<userId>` / the user's version in twenty digits: one entry per version, put once,
//! never changed. Listed by day (`ByDay`: `day`, `at`).
//!
//! # Values
//!
//! What is `None` in a struct is no attribute. Times are numbers, in milliseconds. Decimals
//! are numbers, and never floats on the way. A struct's fields are taken apart by name in
//! both directions, so a new one does not compile until it is stored.
//!
//! Items that exist are changed by updates that name only what differs: attributes of other
//! programs, and of a later version of this one, survive. What follows from other attributes
//! (index keys, days) is written when its value changes; another way to derive it needs a
//! pass over the table.
//!
//! Whoever imports a user writes the account with at least `version`, and the pointers
//! beside it. What else is missing reads as its default; the trail starts with the first
//! change after the import.
//!
//! [`SyncStore`]: profile_core::SyncStore

mod attributes;
mod audit_item;
mod builder_item;
mod client_item;
mod day;
mod decimal;
mod error;
mod key;
mod known;
mod ledger_item;
mod listing;
mod payload;
mod person;
mod read;
mod store;
mod transaction;
mod update;
mod user_item;

pub use store::{DynamoStore, Tables};
