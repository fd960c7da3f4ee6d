//! The deployed template with the real functions, from the webhook to the tables.
//!
//! A running stack is found by `STACK_JSON`; `make test` brings one up. Everybody here is
//! invented by the test that speaks of them, so tests share one stack and run side by side.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy.toml spares the tests themselves, not what they call"
)]

mod crashes;
mod dead_letters;
mod linking;
mod order;
mod pointers;
mod redelivery;
mod samples;
mod signatures;
mod support;
mod swap;
