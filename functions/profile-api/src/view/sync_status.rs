//! How far the platform keeps up with Clerk.

use profile_core::{EventSummary, Found, Pending, QueueDepth};
use serde::Serialize;
use utoipa::ToSchema;

use super::name::EventStatusName;
use super::run::RunView;
use super::value::Time;

/// How far the platform keeps up with Clerk.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SyncStatus)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SyncStatusView {
    /// The newest event of the last seven days; null if there was none.
    #[schema(required)]
    pub(crate) last_event: Option<LastEventView>,
    /// What is on the event queue.
    pub(crate) queue: QueueView,
    /// About how many messages failed every try, and wait for somebody to look.
    pub(crate) dead_letters: u64,
    /// What Clerk has still to be told.
    pub(crate) pending_pushes: PendingPushesView,
    /// The newest reconciliation of the last seven days, whether it has ended or not; null if
    /// there was none.
    #[schema(required)]
    pub(crate) last_run: Option<RunView>,
    /// When all this was looked up.
    pub(crate) checked_at: Time,
}

/// The newest event.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LastEvent)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LastEventView {
    /// When it was accepted.
    received_at: Time,
    /// When it was settled; null while it has failed.
    #[schema(required)]
    processed_at: Option<Time>,
    /// Clerk's name for it; null when what came could not be read that far.
    #[schema(required, example = "user.updated")]
    event_type: Option<String>,
    /// Where it stands.
    #[schema(value_type = EventStatusName)]
    status: &'static str,
}

/// About how many messages are on the event queue: SQS may be a minute behind.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = QueueDepth)]
#[serde(rename_all = "camelCase")]
pub(crate) struct QueueView {
    /// Those that wait to be processed.
    waiting: u64,
    /// Those that are being processed, and those that failed and wait to be tried again.
    in_flight: u64,
    /// Those that can't be taken yet.
    delayed: u64,
}

/// The users of whose edits Clerk has still to be told.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PendingPushes)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PendingPushesView {
    /// How many were counted.
    count: usize,
    /// Whether there are more than that.
    at_least: bool,
    /// Since when the first of them waits; null if nobody does.
    #[schema(required)]
    oldest_since: Option<Time>,
}

impl From<EventSummary> for LastEventView {
    fn from(event: EventSummary) -> Self {
        Self {
            received_at: Time(event.received_at),
            processed_at: event.processed_at.map(Time),
            event_type: event.event_type,
            status: event.status.name(),
        }
    }
}

impl From<QueueDepth> for QueueView {
    fn from(depth: QueueDepth) -> Self {
        let QueueDepth { waiting, in_flight, delayed, dead_letters: _ } = depth;
        Self { waiting, in_flight, delayed }
    }
}

/// Those who wait longest come first.
impl From<Found<Pending>> for PendingPushesView {
    fn from(pending: Found<Pending>) -> Self {
        let Found { found, more } = pending;
        Self {
            count: found.len(),
            at_least: more,
            oldest_since: found.first().map(|it| Time(it.since)),
        }
    }
}
