//! What the tests stand on.

mod engine;
mod people;
mod tables;
mod wire;

pub(crate) use engine::{Engine, Item};
pub(crate) use people::{
    NOW, builder, claim, clerk_id, described, event, ignored, imported, settled, sign_in, user,
    write,
};
pub(crate) use tables::{AUDIT, EVENTS, KeyAttribute, Projected, TABLES, Table, USERS};
pub(crate) use wire::{Call, Fault};
