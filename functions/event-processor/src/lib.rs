//! Applies queued events to the platform's records, and tells Clerk what the platform owns.
//!
//! Each message succeeds or fails alone. A failed one goes back to the queue, which
//! delivers it again and in the end lays it into the dead-letter queue; the ledger says why.

mod batch;
mod config;
mod handler;
mod tally;

pub use config::Config;
pub use handler::Processor;
