//! The profile API: who may see and do what.
//!
//! A request's way: [`serve`] hands the request in API Gateway's event to the routes; `routes`
//! is the one list of them; a handler finds out who asks (`caller`), asks whether they may
//! (`access`), reads or edits through the ports of [`Api`], and shows the result (`view`).
//! Whatever goes wrong on the way is a `Problem`, and becomes an answer in one place
//! (`finish`), where every answer gets its headers and every request its line in the log.
//!
//! **Invariant:** who somebody is comes from a verified token; what they may do, from our
//! record at this moment and the core's one table of permissions.
//!
//! **Invariant:** an answer holds views and problems, never a domain type or a stored item.

mod access;
mod answer;
mod api;
mod body;
mod builders;
mod caller;
mod clients;
mod comparisons;
mod config;
mod edits;
mod etag;
mod events;
mod finish;
mod gateway;
mod health;
mod me;
mod openapi;
mod problem;
mod query;
mod routes;
mod runs;
mod subject;
mod sync_status;
mod users;
mod view;
mod visit;

pub use api::{Api, Impersonation, Ports, Rules};
pub use config::Config;
pub use gateway::serve;
pub use openapi::document;
pub use routes::{ROUTES, Route, router};
