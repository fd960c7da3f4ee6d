//! Port: the ledger of events, as admins look at it.

use super::place::Place;
use crate::{ClerkId, EventId, EventStatus, StoreError, Timestamp, UserId};

/// A place in the list of events.
pub type EventPlace = Place<EventId>;

/// Which events are asked for. What is `None` narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventQuery {
    /// Those that stand so.
    pub status: Option<EventStatus>,
    /// Those of this type, by Clerk's name for it.
    pub event_type: Option<String>,
    /// Those about this Clerk user.
    pub clerk_id: Option<ClerkId>,
    /// Those that concern this user's record.
    pub user_id: Option<UserId>,
    /// Those received then or later.
    pub from: Option<Timestamp>,
    /// Those received before then.
    pub until: Option<Timestamp>,
    /// Where the list goes on.
    pub after: Option<EventPlace>,
    /// The time now, from which the list is walked back.
    pub now: Timestamp,
}

/// An event in the ledger, without what came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventSummary {
    /// The event's `svix-id`.
    pub id: EventId,
    /// Clerk's name for the event; `None` when what came could not be read that far.
    pub event_type: Option<String>,
    /// Whom it is about, if anybody.
    pub clerk_id: Option<ClerkId>,
    /// Whose record it concerns, once that is known.
    pub user_id: Option<UserId>,
    /// Where it stands.
    pub status: EventStatus,
    /// What came of it, by name: a later version may have names of its own.
    pub outcome: Option<String>,
    /// Why the last attempt failed, while it stands as failed.
    pub error: Option<String>,
    /// How many attempts were noted.
    pub attempts: u32,
    /// When the receiver accepted it.
    pub received_at: Timestamp,
    /// When it was settled.
    pub processed_at: Option<Timestamp>,
    /// When it was last tried.
    pub last_attempt_at: Option<Timestamp>,
}

/// An event in the ledger, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvent {
    /// All but what came.
    pub summary: EventSummary,
    /// What came, as it was kept; `None` when that can't be read any more.
    pub payload: Option<String>,
}

/// A page of the list of events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventPage {
    /// The events, newest first.
    pub events: Vec<EventSummary>,
    /// Where the list goes on; `None` at its end.
    pub next: Option<EventPlace>,
    /// How many entries were met that can't be read. They are left out.
    pub unreadable: usize,
}

/// Reads the ledger.
pub trait Ledger: Sync {
    /// Returns up to `most` events, newest first. May be a moment old.
    fn events(
        &self,
        query: &EventQuery,
        most: usize,
    ) -> impl Future<Output = Result<EventPage, StoreError>> + Send;

    /// Returns an event: never older than the last write.
    fn event(
        &self,
        id: &EventId,
    ) -> impl Future<Output = Result<Option<StoredEvent>, StoreError>> + Send;
}

impl EventQuery {
    /// Every event, from `now` back.
    #[must_use]
    pub fn all(now: Timestamp) -> Self {
        Self { now, ..Self::default() }
    }

    /// Whether the event is one of those asked for, wherever the list goes on.
    #[must_use]
    pub fn admits(&self, event: &EventSummary) -> bool {
        let Self { status, event_type, clerk_id, user_id, from, until, after: _, now: _ } = self;
        status.is_none_or(|it| it == event.status)
            && fits(event_type.as_ref(), event.event_type.as_ref())
            && fits(clerk_id.as_ref(), event.clerk_id.as_ref())
            && fits(user_id.as_ref(), event.user_id.as_ref())
            && from.is_none_or(|it| it <= event.received_at)
            && until.is_none_or(|it| event.received_at < it)
    }
}

impl EventSummary {
    /// The place behind it.
    #[must_use]
    pub fn place(&self) -> EventPlace {
        Place::behind(self.received_at, self.id.clone())
    }
}

fn fits<T: PartialEq>(asked: Option<&T>, found: Option<&T>) -> bool {
    asked.is_none() || asked == found
}
