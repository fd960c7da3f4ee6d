//! How the tool ends.

use std::process::ExitCode;

/// How a command ended: what a script sees of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// All of it is done.
    Done = 0,
    /// What was asked can't be done; nothing is written.
    Refused = 1,
    /// The command itself, or a setting, is wrong.
    Usage = 2,
    /// It stopped half way: run the same command again to go on.
    Stopped = 3,
}

impl From<Ended> for ExitCode {
    fn from(ended: Ended) -> Self {
        Self::from(ended as u8)
    }
}
