//! An event as the ledger shows it.

use profile_core::{ClerkId, EventId, EventPlace, EventStatus, EventSummary, Timestamp, UserId};
use serde::Deserialize;

use crate::attributes::{Attributes, Malformed, from_item, text};
use crate::by_day::Row;
use crate::key::{EVENTS, Key, PK};

/// What is read of `EVENT#<svix-id>` / `EVENT`, and of its rows in the indexes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EventRow {
    svix_id: EventId,
    event_type: Option<String>,
    clerk_id: Option<ClerkId>,
    user_id: Option<UserId>,
    status: String,
    outcome: Option<String>,
    error: Option<String>,
    #[serde(default)]
    attempts: u32,
    received_at: Timestamp,
    processed_at: Option<Timestamp>,
    last_attempt_at: Option<Timestamp>,
}

impl TryFrom<EventRow> for EventSummary {
    type Error = Malformed;

    fn try_from(row: EventRow) -> Result<Self, Malformed> {
        let EventRow {
            svix_id,
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
        } = row;
        Ok(Self {
            id: svix_id,
            event_type,
            clerk_id,
            user_id,
            status: EventStatus::from_name(&status).ok_or(Malformed("status"))?,
            outcome,
            error,
            attempts,
            received_at,
            processed_at,
            last_attempt_at,
        })
    }
}

impl Row for EventSummary {
    type Id = EventId;

    const ITEM: &'static str = EVENTS;

    fn read(row: Attributes) -> Option<Self> {
        let id = EventId::parse(text(&row, PK)?.strip_prefix(EVENTS)?).ok()?;
        let event = from_item::<EventRow, Self>(&Key::event(&id), row).ok();
        event.filter(|it| it.id == id)
    }

    fn place(&self) -> EventPlace {
        Self::place(self)
    }

    fn key(id: &EventId) -> Key {
        Key::event(id)
    }
}
