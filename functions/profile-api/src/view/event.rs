//! Events of the ledger.

use profile_core::{EventSummary, StoredEvent, masked_payload};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::json::Json;
use super::name::EventStatusName;
use super::value::Time;

/// An event in the ledger.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EventSummary)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EventSummaryView {
    /// The event's id, the same on each redelivery.
    #[schema(example = "msg_2abc")]
    svix_id: String,
    /// Clerk's name for the event; null when what came could not be read that far.
    #[schema(required, example = "user.updated")]
    event_type: Option<String>,
    /// Whom it is about, if anybody.
    #[schema(required, example = "user_2abc")]
    clerk_id: Option<String>,
    /// Whose record it concerns, once that is known.
    #[schema(required, example = "01JDKJ9Z3NV5T0W5Y8Q3M1R7XE")]
    user_id: Option<String>,
    /// Where it stands.
    #[schema(value_type = EventStatusName)]
    status: &'static str,
    /// What came of it: `created`, `linked`, `updated`, `deleted`, `signed_in`, `unchanged`,
    /// `conflict`, `duplicate`, `superseded` or `ignored`; null while it has failed.
    #[schema(required, example = "updated")]
    outcome: Option<String>,
    /// Why the last attempt failed, while it stands as failed.
    #[schema(required)]
    error: Option<String>,
    /// How many attempts were noted.
    attempts: u32,
    /// When it was accepted.
    received_at: Time,
    /// When it was settled.
    #[schema(required)]
    processed_at: Option<Time>,
    /// When it was last tried.
    #[schema(required)]
    last_attempt_at: Option<Time>,
}

/// A page of the ledger.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EventList)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EventListView {
    /// The events, newest first. There may be fewer than were asked for, or none, and still
    /// more behind.
    pub(crate) events: Vec<EventSummaryView>,
    /// Where the list goes on; null at its end.
    #[schema(required)]
    pub(crate) next_cursor: Option<String>,
    /// How many entries can't be read, and are left out.
    pub(crate) unreadable: usize,
}

/// An event with what came.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Event)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EventView {
    #[serde(flatten)]
    event: EventSummaryView,
    /// What came, with everything personal masked; null when it can't be read any more.
    payload: Json,
}

/// An event that is tried again.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EventRetry)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EventRetryView {
    /// The event's id.
    #[schema(example = "msg_2abc")]
    pub(crate) svix_id: String,
}

impl From<EventSummary> for EventSummaryView {
    fn from(event: EventSummary) -> Self {
        let EventSummary {
            id,
            event_type,
            clerk_id,
            user_id,
            status,
            outcome,
            error,
            attempts,
            received_at,
            processed_at,
            last_attempt_at,
        } = event;
        Self {
            svix_id: id.into(),
            event_type,
            clerk_id: clerk_id.map(String::from),
            user_id: user_id.map(String::from),
            status: status.name(),
            outcome,
            error,
            attempts,
            received_at: Time(received_at),
            processed_at: processed_at.map(Time),
            last_attempt_at: last_attempt_at.map(Time),
        }
    }
}

impl From<StoredEvent> for EventView {
    fn from(event: StoredEvent) -> Self {
        let StoredEvent { summary, payload } = event;
        Self {
            event: summary.into(),
            payload: Json(payload.as_deref().map_or(Value::Null, masked_payload)),
        }
    }
}
