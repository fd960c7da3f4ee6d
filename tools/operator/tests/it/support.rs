//! What the tests stand on.

mod engine;
mod file;
#[path = "../../../../lib/dynamodb/tests/it/support/tables.rs"]
mod tables;

pub(crate) use engine::{Engine, NOW, Output};
pub(crate) use file::{TestFile, person, with};
