//! What the simulator promises, asked over HTTP as any client would.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod access;
mod admin;
mod backend;
mod faults;
mod listing;
mod openapi;
mod program;
mod receiver;
mod tokens;
mod walks;
mod webhooks;
mod writing;
