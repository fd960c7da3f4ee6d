//! The deployed template with the real functions, from the webhook to the tables.
//!
//! A running stack is found by `STACK_JSON`; `make test` brings one up. Everybody here is
//! invented by the test that speaks of them, so tests share one stack and run side by side.
//! The Clerk simulator has everybody of whom an event was delivered, as the newest one says, so
//! that Clerk's answers fit, and a run of the reconciler finds only what a test made differ.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy.toml spares the tests themselves, not what they call"
)]

mod api;
mod asking;
mod clerk_changes;
mod crashes;
mod dead_letters;
mod interrupted_runs;
mod linking;
mod order;
mod pointers;
mod privacy;
mod pushing;
mod reconciling;
mod reconciling_faults;
mod redelivery;
mod reported_case;
mod samples;
mod signatures;
mod support;
mod swap;
