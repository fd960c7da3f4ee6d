//! The function from outside.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml spares the tests themselves, not what they call"
)]

mod handler;
mod start;
