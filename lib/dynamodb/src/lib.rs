//! The tables on DynamoDB: [`DynamoStore`] is the ports [`SyncStore`], [`Roster`], [`RunStore`],
//! [`People`], [`Ledger`] and [`RunHistory`] on three of them.
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
//! Three indexes are sparse, and follow from the person whole:
//!
//! | Index | keys | holds |
//! |---|---|---|
//! | `Listing` | `listing`, `listingRank` | the builders whom the public can find; ascending is best first: featured, then by validation tier, then by rating, then by user id |
//! | `PendingPush` | `pendingPushState`, `pendingPushAt` | the users of whom Clerk has still to be told, and since when |
//! | `Roster` | `roster`, `rosterAt` | the linked, by the month in which Clerk made them (`2026-11`) and when; under `UNPLACED` those linked of whom Clerk has not said that yet, and under `UNLINKED` those who were imported and never linked, by when they were made |
//!
//! So a change of the account alone, such as a suspension, can rewrite the builder profile's
//! item. The deleted are not on the roster. Whom Clerk made before 2018 counts to January
//! 2018, so that a walk through all months meets few of them.
//!
//! # Events
//!
//! | `pk` | `sk` | what |
//! |---|---|---|
//! | `EVENT#<svix-id>` | `EVENT` | an event: what came (gzip), what came of it, and when |
//! | `RUN#<runId>` | `RUN` | a run of the reconciler: state, counts, and the run whole (gzip), from which it is gone on with |
//! | `RUN#<runId>` | `DRIFT#<page in six digits>` | what the run found on that page, as a JSON list (gzip); with `truncated` if it was cut to fit |
//! | `RECONCILER` | `CONTROL` | the lease: `fence` counts its holders, `leaseUntil` says how long the last one holds it; and what runs leave each other, `openRun` and `watermark` |
//!
//! Events are listed by the day (`ByDay`: `day`, `receivedAt`), failed ones apart (`Failed`:
//! `failedDay`, `receivedAt`). Runs are in `ByDay` too, under days of their own such as
//! `RUN#2026-11-26`. `expiresAt`, in seconds, is when DynamoDB may delete an item.
//!
//! Only the holder of the lease writes runs, each time in one transaction that the fence
//! guards. So what is written of a run replaces what was there.
//!
//! Both lists are read newest first, a day at a time, as far back as twice the retention.
//! The list of runs reads each run's item too, since the index has little of it.
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
//! Items of people and events that exist are changed by updates that name only what differs: attributes of other
//! programs, and of a later version of this one, survive. What follows from other attributes
//! (index keys, days) is written when its value changes; another way to derive it needs a
//! pass over the table.
//!
//! Whoever imports a user writes the account with at least `version`, and the pointers
//! beside it. What else is missing reads as its default; the trail starts with the first
//! change after the import. Only with the keys of `Roster` is the user among those who wait
//! to be linked.
//!
//! An item that can't be read fails what is asked of it alone: the person, the event, the
//! run. From a list it is left out and counted. A trail with such an entry fails whole.
//!
//! [`Ledger`]: profile_core::Ledger
//! [`People`]: profile_core::People
//! [`RunHistory`]: profile_core::RunHistory
//! [`RunStore`]: profile_core::RunStore
//! [`Roster`]: profile_core::Roster
//! [`SyncStore`]: profile_core::SyncStore

mod attributes;
mod audit_item;
mod batch;
mod builder_item;
mod by_day;
mod client_item;
mod day;
mod decimal;
mod error;
mod event_row;
mod key;
mod known;
mod ledger;
mod ledger_item;
mod listing;
mod payload;
mod people;
mod person;
mod place;
mod pointers;
mod push_item;
#[cfg(feature = "test-util")]
mod puts;
mod read;
mod report;
mod request;
mod roster;
mod run_history;
mod run_item;
mod run_row;
mod runs;
mod store;
mod transaction;
mod update;
mod user_item;

pub use pointers::Held;
pub use store::{DynamoStore, Tables};
