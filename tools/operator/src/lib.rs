//! The operator's tool: brings the platform's existing records into the tables, and sets by
//! hand what the platform owns of a person.
//!
//! **Invariant:** nothing personal is printed. Of a line of the file, its number, the names
//! of keys and the platform's ids are; of a person, what the operator typed.

mod advice;
mod arguments;
mod config;
mod editing;
mod ended;
mod import;
mod run_id;
mod stop;

pub use arguments::{Arguments, Command, EditCommand, EditOptions, ImportOptions, WrongValue};
pub use config::{Config, ConfigError};
pub use editing::set;
pub use ended::Ended;
pub use import::import;
pub use stop::Stop;

use advice::advice;
use run_id::run_id;
