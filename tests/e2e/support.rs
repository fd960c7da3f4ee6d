//! What the tests stand on: the stack, Clerk's side of it, and ways to look inside.

pub(crate) mod api;
pub(crate) mod audit;
pub(crate) mod clerk;
pub(crate) mod dead_letters;
pub(crate) mod edits;
pub(crate) mod item;
pub(crate) mod ledger;
pub(crate) mod logs;
pub(crate) mod people;
pub(crate) mod pointers;
pub(crate) mod processes;
pub(crate) mod raw;
pub(crate) mod runs;
pub(crate) mod samples;
pub(crate) mod simulator;
pub(crate) mod stack;
pub(crate) mod wait;
pub(crate) mod webhook;
pub(crate) mod work;
