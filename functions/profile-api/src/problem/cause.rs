//! Which problem it is when a port or a rule says no.

use std::sync::Arc;
use std::time::Duration;

use profile_core::{
    DirectoryError, EditError, EditRefused, Fault, QueueError, StartError, StoreError, SyncError,
};
use profile_session::TokenError;

use super::Problem;

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(_) => Self::unavailable(error),
            StoreError::Refused(_) | StoreError::Unreadable { .. } => Self::internal(error),
        }
    }
}

impl From<DirectoryError> for Problem {
    fn from(error: DirectoryError) -> Self {
        let wait = match error {
            DirectoryError::Limited { wait } => wait,
            _ => Duration::from_secs(1),
        };
        Self::Unavailable(wait.as_secs().max(1), Arc::new(error))
    }
}

impl From<SyncError> for Problem {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::Store(error) => error.into(),
            SyncError::Directory(error) => error.into(),
            SyncError::Contended => Self::Busy,
        }
    }
}

impl From<QueueError> for Problem {
    fn from(error: QueueError) -> Self {
        Self::unavailable(error)
    }
}

impl From<StartError> for Problem {
    fn from(error: StartError) -> Self {
        Self::unavailable(error)
    }
}

impl From<Vec<Fault>> for Problem {
    fn from(faults: Vec<Fault>) -> Self {
        Self::InvalidFields(faults)
    }
}

impl From<EditRefused> for Problem {
    fn from(refused: EditRefused) -> Self {
        match refused {
            EditRefused::Deleted => Self::Deleted,
            EditRefused::NoBuilder | EditRefused::NoClient => Self::NotFound,
            EditRefused::TooMany { .. } => {
                refused.fault().map_or(Self::NotFound, |it| vec![it].into())
            }
        }
    }
}

/// What somebody saw who edits is for whoever knows how they look at it: see `edits`.
impl From<EditError> for Problem {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Unknown => Self::NotFound,
            EditError::Refused(refused) => refused.into(),
            EditError::SlugTaken => Self::SlugTaken,
            EditError::Store(error) => error.into(),
            EditError::Contended | EditError::Stale(_) => Self::Busy,
        }
    }
}

impl From<TokenError> for Problem {
    fn from(error: TokenError) -> Self {
        match error {
            // The keys are asked for again no sooner.
            TokenError::KeysUnavailable(_) => Self::Unavailable(5, Arc::new(error)),
            error => Self::BadToken(error.to_string()),
        }
    }
}
