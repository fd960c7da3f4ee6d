//! What somebody asks to change, read from JSON: either all of it can be kept, or every fault
//! in it is named.
//!
//! A profile is changed by a merge patch (RFC 7396): a member that is absent stays as it is,
//! null clears it. Texts are trimmed, and one with nothing in it counts as null.

mod builder;
mod client;
mod fault;
mod input;
pub mod limits;
mod link;
mod list;
mod member;
mod number;
mod portfolio;
mod text;

pub use builder::{BuilderPatch, is_slug};
pub use client::ClientPatch;
pub use fault::{Fault, FaultKind};
pub use input::{read_roles, read_run, read_tier};
pub(crate) use member::too_many;
