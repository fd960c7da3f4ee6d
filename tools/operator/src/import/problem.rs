//! What can be wrong with a line of the file. It says where and what, never the value,
//! which may be somebody's.

use std::collections::BTreeSet;
use std::fmt;

use profile_core::UserId;

use super::lines::LONGEST_LINE;

/// How many faults are shown.
const MOST_SHOWN: usize = 200;

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub(crate) enum Problem {
    #[error("not JSON from column {0} on")]
    NotJson(usize),
    #[error("not UTF-8")]
    NotUtf8,
    #[error("longer than {LONGEST_LINE} bytes")]
    LineTooLong,
    #[error("too large: an item of the table holds 400 KB")]
    TooLarge,
    #[error("missing")]
    Missing,
    #[error("unknown key")]
    UnknownKey,
    #[error("given twice")]
    GivenTwice,
    #[error("not {0}")]
    Not(&'static str),
    #[error("more than a day in the future")]
    InTheFuture,
    #[error("later than updatedAt")]
    AfterTheUpdate,
    #[error("there is no email that could be verified")]
    NoEmail,
    #[error("status and deletedAt disagree")]
    HalfDeleted,
    #[error("the same as on line {0}")]
    SameAs(u64),
    #[error("user {0}, who is in the table already, has it")]
    Taken(UserId),
    #[error("somebody else has this id in the table already")]
    SomebodyElse,
    #[error("the table refuses the person")]
    Refused,
}

/// A problem and where it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fault {
    /// The line, from 1.
    pub(crate) line: u64,
    /// JSON pointer of the value in the line; empty for the whole line.
    pub(crate) place: String,
    /// What is wrong with it.
    pub(crate) problem: Problem,
}

/// The faults of a file: the first of them, and how many there are.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    first: BTreeSet<Fault>,
    pub(crate) total: u64,
}

impl Extend<Fault> for Faults {
    fn extend<T: IntoIterator<Item = Fault>>(&mut self, faults: T) {
        for fault in faults {
            self.total += 1;
            self.first.insert(fault);
            if self.first.len() > MOST_SHOWN {
                self.first.pop_last();
            }
        }
    }
}

impl Faults {
    pub(crate) fn is_empty(&self) -> bool {
        self.total == 0
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, place, problem } = self;
        write!(f, "line {line}: ")?;
        if !place.is_empty() {
            write!(f, "{place}: ")?;
        }
        write!(f, "{problem}")
    }
}

/// One a line, in the order of the file.
impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.first {
            writeln!(f, "{fault}")?;
        }
        let rest = self.total.saturating_sub(self.first.len() as u64);
        if rest > 0 {
            writeln!(f, "and {rest} more")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_faults_are_shown_whatever_order_they_are_found_in() {
        let mut faults = Faults::default();
        for line in (1..=500).rev() {
            faults.extend([Fault { line, place: String::new(), problem: Problem::NotUtf8 }]);
        }

        let shown = faults.to_string();

        assert!(shown.starts_with("line 1: not UTF-8\nline 2:"), "{shown}");
        assert!(shown.ends_with("line 200: not UTF-8\nand 300 more\n"), "{shown}");
    }
}
