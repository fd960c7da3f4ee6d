//! What came of an event.

/// What came of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// A record was made.
    Created,
    /// An imported record was joined to its Clerk user (R17).
    Linked,
    /// A record changed.
    Updated,
    /// A record became a tombstone.
    Deleted,
    /// The latest sign-in moved forward (R13).
    SignedIn,
    /// The event was new, what it says was not.
    Unchanged,
    /// It was applied but for the address, which somebody else holds (R18).
    Conflict,
    /// It had been applied before.
    Duplicate,
    /// Something later had been applied before (R2, R3).
    Superseded,
    /// We have no use for events of this type.
    Ignored,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 10] = [
        Self::Created,
        Self::Linked,
        Self::Updated,
        Self::Deleted,
        Self::SignedIn,
        Self::Unchanged,
        Self::Conflict,
        Self::Duplicate,
        Self::Superseded,
        Self::Ignored,
    ];

    /// The outcome's name in the ledger, in logs and metrics.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Linked => "linked",
            Self::Updated => "updated",
            Self::Deleted => "deleted",
            Self::SignedIn => "signed_in",
            Self::Unchanged => "unchanged",
            Self::Conflict => "conflict",
            Self::Duplicate => "duplicate",
            Self::Superseded => "superseded",
            Self::Ignored => "ignored",
        }
    }

    /// The outcome of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The status that the ledger gives an event with this outcome.
    #[must_use]
    pub const fn status(self) -> EventStatus {
        match self {
            Self::Ignored => EventStatus::Ignored,
            Self::Superseded => EventStatus::Superseded,
            _ => EventStatus::Processed,
        }
    }
}

/// Where an event stands in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventStatus {
    /// Its effect is in the record.
    Processed,
    /// It has none, by its type.
    Ignored,
    /// It came after something later.
    Superseded,
    /// It could not be applied yet: it is tried again, and may be retried by hand.
    Failed,
}

impl EventStatus {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::Processed, Self::Ignored, Self::Superseded, Self::Failed];

    /// The status's name in the ledger.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Processed => "processed",
            Self::Ignored => "ignored",
            Self::Superseded => "superseded",
            Self::Failed => "failed",
        }
    }
    /// The status of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}
