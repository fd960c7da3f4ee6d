//! Finds what no webhook brought, repairs it, and says that something is wrong (R23 to R27).
//!
//! Invoked by schedules and by hand, with `{"mode": "full", "dryRun": true}` and the like.
//! An invocation that runs short of time leaves its run open, and the next one goes on with
//! it; so does one that died.

mod config;
mod handler;
mod summary;
mod tally;

pub use config::Config;
pub use handler::{Failure, Handler};
pub use summary::Summary;
