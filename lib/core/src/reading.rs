//! Ports: what the API shows of people, events and runs.
//!
//! Lists come a page at a time. A page may hold fewer than were asked for, or none, and
//! still have more behind it: a call makes a bounded number of requests, and returns what
//! these found with the place at which to go on.

mod ledger;
mod people;
mod place;
mod run_history;

pub use ledger::{EventPage, EventPlace, EventQuery, EventSummary, Ledger, StoredEvent};
pub use people::{Listed, People};
pub use place::{InvalidPlace, Place, Placed};
pub(crate) use place::{decode, encode};
pub use run_history::{DriftPage, RunHistory, RunPage, RunPlace, RunSummary};

/// Most entries that a page of any list holds, however many are asked for.
pub const LARGEST_LIST: usize = 100;
