//! Each rule by name, through the ports in memory.

mod conflict;
mod deletion;
mod editing;
mod editors;
mod identity;
mod linking;
mod metadata;
mod order;
mod profile_edits;
mod provisioning;
mod pushing;
mod role;
mod session;
mod tombstone;
mod writing_back;
