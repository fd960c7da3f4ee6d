//! What answers hold, apart from what the core and the tables know.
//!
//! A field is shown because it stands here: what a domain type gains stays inside until
//! somebody adds it. Times are RFC 3339 in UTC with milliseconds; decimals are texts with two
//! places. A field without a value is null; one that a viewer may not see is absent.

pub(crate) mod audit;
pub(crate) mod builder;
pub(crate) mod card;
pub(crate) mod client;
pub(crate) mod comparison;
mod drift;
pub(crate) mod event;
pub(crate) mod health;
pub(crate) mod json;
pub(crate) mod me;
mod name;
mod private;
pub(crate) mod problem;
mod push;
pub(crate) mod run;
pub(crate) mod sync_status;
pub(crate) mod user;
pub(crate) mod value;
