//! Port: the tables, as far as applying events needs them.

use crate::decide::{State, Write};
use crate::{BoxError, Change, ClerkId, EventId, Outcome, Person, Timestamp, UserId};

/// An event on its way into the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEvent {
    /// The event's `svix-id`; for a message that has none, the queue's id of the message.
    pub id: EventId,
    /// Clerk's name for the event; `None` when the message can't be read that far.
    pub event_type: Option<String>,
    /// Whom it is about, if anybody.
    pub clerk_id: Option<ClerkId>,
    /// What came, without what must not be kept.
    pub payload: String,
    /// When the receiver accepted it.
    pub received_at: Timestamp,
}

/// An event and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled<'a> {
    /// The event.
    pub event: &'a LedgerEvent,
    /// What came of it.
    pub outcome: Outcome,
    /// Whose record it concerns.
    pub user_id: Option<&'a UserId>,
    /// When it was settled.
    pub at: Timestamp,
}

/// What came of a commit. None of these is an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commit {
    /// All of it is written.
    Done,
    /// Nothing is written: the event was settled before.
    AlreadySettled,
    /// Nothing is written: something moved since the state was read. Read it again.
    Outdated,
}

/// Keeps people, the ledger of events and the audit trail.
pub trait SyncStore: Sync {
    /// Returns what we have that bears on `change`: never older than the last commit.
    ///
    /// The holder of the claimed address may be missing; a commit that depends on it then
    /// comes out as [`Commit::Outdated`], and the next call returns it.
    fn state(&self, change: &Change) -> impl Future<Output = Result<State, StoreError>> + Send;

    /// Returns a person by the platform's id, tombstones included: never older than the last
    /// commit.
    fn person(
        &self,
        id: &UserId,
    ) -> impl Future<Output = Result<Option<Person>, StoreError>> + Send;

    /// Writes a person, the pointers that lead to them, the audit entry and the event's
    /// outcome: all or nothing (R1). Without an event, all but the outcome.
    fn commit(
        &self,
        write: &Write,
        event: Option<Settled<'_>>,
    ) -> impl Future<Output = Result<Commit, StoreError>> + Send;

    /// Notes the outcome of an event that changes nobody.
    fn settle(&self, event: Settled<'_>)
    -> impl Future<Output = Result<Commit, StoreError>> + Send;

    /// Notes that an attempt at `event` failed, and why. An event that was settled before
    /// stays settled.
    fn fail(
        &self,
        event: &LedgerEvent,
        error: &str,
        at: Timestamp,
    ) -> impl Future<Output = Result<Commit, StoreError>> + Send;
}

/// The store could not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The request failed; the same request may succeed later. It may also have been
    /// carried out: trying it again is always safe.
    #[error("store is unavailable")]
    Unavailable(#[source] BoxError),
    /// The store will never take the request as it is.
    #[error("store refuses the request")]
    Refused(#[source] BoxError),
    /// A stored item is not one that this version can read.
    #[error("stored item {key} can't be read")]
    Unreadable {
        /// The item's key, without any address.
        key: String,
        /// What is wrong with it.
        #[source]
        source: BoxError,
    },
}
