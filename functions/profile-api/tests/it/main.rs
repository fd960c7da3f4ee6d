//! The function from outside: API Gateway's events in, its answers out, and everything that it
//! reaches in memory. One binary, a module for each concern.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod accounts;
mod ask;
mod builders;
mod comparisons;
mod contract;
mod edits;
mod http;
mod log;
mod matrix;
mod mint;
mod operators;
mod people;
mod privacy;
mod provisioning;
mod start;
mod sync_status;
mod tokens;
mod world;
