//! Each rule by name, through the ports in memory.

mod conflict;
mod deletion;
mod editing;
mod identity;
mod linking;
mod metadata;
mod order;
mod pushing;
mod role;
mod session;
mod tombstone;
mod writing_back;
