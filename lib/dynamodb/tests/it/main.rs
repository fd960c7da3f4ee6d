//! The store on DynamoDB's behaviour in process, through the real SDK.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

mod contract;
mod cost;
mod events;
mod fault;
mod import;
mod item;
mod ledger;
mod listing;
mod people;
mod pointers;
mod race;
mod read;
mod roster;
mod round_trip;
mod run_history;
mod runs;
mod template;
