//! The client against a server that does what Clerk can't be made to do, and against the
//! Clerk simulator.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod answers;
mod instance;
mod key;
mod limit;
mod page;
mod privacy;
mod request;
mod retry;
mod secret;
mod signing_keys;
mod simulator;
mod stand_in;
