//! The function from outside: one binary, a module for each concern.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod handler;
mod lambda;
mod start;
mod strangers;
