//! The profile API through the gateway, as a page comes to it: who may see and do what, what is
//! refused, and what an edit comes to on both sides.

mod answers;
mod audit;
mod comparison;
mod edits;
mod events;
mod foreign_ids;
mod impersonation;
mod listing;
mod matrix;
mod privacy;
mod provisioning;
mod roles;
mod runs;
mod sync_status;
mod tokens;
mod viewing;
