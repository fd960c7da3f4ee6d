//! What is wrong with what somebody sent, and where.

use std::fmt;

use super::limits::{LONGEST_POINTED, MOST_FAULTS};

/// What is wrong in one place. It says what would be right, and never what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: a JSON pointer (RFC 6901), empty for the whole.
    pub pointer: String,
    /// In what way, for programs.
    pub kind: FaultKind,
    /// What would be right, for people.
    pub detail: String,
}

/// In what way something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// There is no such field.
    Unknown,
    /// There is such a field, but it is not changed like this.
    NotEditable,
    /// It is something else than what belongs here, such as a number for a text.
    WrongType,
    /// The text is too short.
    TooShort,
    /// The text is too long.
    TooLong,
    /// There are too many entries.
    TooMany,
    /// The number is too low or too high.
    OutOfRange,
    /// It doesn't have the form that belongs here.
    Malformed,
}

impl FaultKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Unknown,
        Self::NotEditable,
        Self::WrongType,
        Self::TooShort,
        Self::TooLong,
        Self::TooMany,
        Self::OutOfRange,
        Self::Malformed,
    ];

    /// The kind's name in answers.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::NotEditable => "not_editable",
            Self::WrongType => "wrong_type",
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::TooMany => "too_many",
            Self::OutOfRange => "out_of_range",
            Self::Malformed => "malformed",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pointer, kind, detail } = self;
        write!(f, "{pointer}: {}: {detail}", kind.name())
    }
}

impl Fault {
    /// A fault of the whole of what is being read.
    pub(crate) fn new(kind: FaultKind, detail: impl Into<String>) -> Self {
        Self { pointer: String::new(), kind, detail: detail.into() }
    }

    /// The fault as it is seen from what holds the faulty part as its member `name`.
    pub(super) fn beneath(mut self, name: &str) -> Self {
        // A name of any length is somebody's to send, and needn't come back whole.
        let name: String = name.chars().take(LONGEST_POINTED).collect();
        let name = name.replace('~', "~0").replace('/', "~1");
        self.pointer = format!("/{name}{}", self.pointer);
        self
    }
}

impl From<Fault> for Vec<Fault> {
    fn from(fault: Fault) -> Self {
        vec![fault]
    }
}

/// What was read of a part, or all that is wrong with it.
pub(super) type Read<T> = Result<T, Vec<Fault>>;

/// Reads every part: all of them, or all that is wrong with them.
pub(super) fn all<T>(parts: impl Iterator<Item = (String, Read<T>)>) -> Read<Vec<T>> {
    let (mut read, mut faults) = (Vec::new(), Vec::new());
    for (name, part) in parts {
        match part {
            Ok(part) => read.push(part),
            Err(found) => faults.extend(found.into_iter().map(|it| it.beneath(&name))),
        }
        if faults.len() >= MOST_FAULTS {
            faults.truncate(MOST_FAULTS);
            break;
        }
    }
    if faults.is_empty() { Ok(read) } else { Err(faults) }
}
