//! The rules from outside: one binary, a module for each layer.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy.toml spares the tests themselves, not what they call"
)]

mod comparison;
mod contract;
mod convergence;
mod faults;
mod patches;
mod payloads;
mod permissions;
mod platform;
mod reconcile;
mod rules;
mod samples;
mod simulation;
mod termination;
mod world;
