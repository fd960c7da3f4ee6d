//! The function from outside: API Gateway's events in, its answers out, and everything that it
//! reaches in memory. One binary, a module for each concern.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod accounts;
mod ask;
mod builders;
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
mod tokens;
mod world;
