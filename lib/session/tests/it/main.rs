//! Session tokens, good and bad, against keys of every kind.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod attacks;
mod claims;
mod kinds;
mod mint;
mod pem;
mod refresh;
mod simulator;
mod text;
mod time;
