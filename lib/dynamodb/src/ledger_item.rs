//! An event's place in the ledger.

use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use profile_core::{
    ClerkId, EventId, EventStatus, LedgerEvent, Settled, StoreError, Timestamp, UserId,
};
use serde::Serialize;

use crate::attributes::to_attributes;
use crate::day::day;
use crate::error::refused;
use crate::payload::Payload;
use crate::update::{Condition, Update};

/// Longest error text that is kept, in characters.
const LONGEST_ERROR: usize = 1_000;

/// `EVENT#<svix-id>` / `EVENT`, but for its key and `attempts`, which is only ever added to.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LedgerItem<'a> {
    svix_id: &'a EventId,
    event_type: Option<&'a str>,
    clerk_id: Option<&'a ClerkId>,
    user_id: Option<&'a UserId>,
    payload: Payload,
    status: &'static str,
    outcome: Option<&'static str>,
    error: Option<String>,
    received_at: Timestamp,
    processed_at: Option<Timestamp>,
    last_attempt_at: Timestamp,
    /// Partition key of the `ByDay` index: the day on which the event was received.
    day: String,
    /// Partition key of the `Failed` index: the same day, while the event stands as failed.
    failed_day: Option<String>,
    /// When DynamoDB may delete the item, in seconds.
    expires_at: u64,
}

/// Notes what came of an event.
pub(crate) fn settle(settled: &Settled<'_>, retention: Duration) -> Result<Update, StoreError> {
    let Settled { event, outcome, user_id, at } = *settled;
    note(LedgerItem {
        user_id,
        status: outcome.status().name(),
        outcome: Some(outcome.name()),
        processed_at: Some(at),
        ..open(event, at, retention)?
    })
}

/// Notes that an attempt at an event failed.
pub(crate) fn fail(
    event: &LedgerEvent,
    error: &str,
    at: Timestamp,
    retention: Duration,
) -> Result<Update, StoreError> {
    note(LedgerItem {
        error: Some(error.chars().take(LONGEST_ERROR).collect()),
        failed_day: Some(day(event.received_at)),
        ..open(event, at, retention)?
    })
}

/// The event is new, or no attempt at it has succeeded.
pub(crate) fn is_open() -> Condition {
    let failed = AttributeValue::S(EventStatus::Failed.name().to_owned());
    Condition {
        text: "attribute_not_exists(pk) OR #status = :failed".to_owned(),
        values: [(":failed".to_owned(), failed)].into(),
    }
}

/// When DynamoDB may delete what is written `at` this time, in seconds.
pub(crate) fn expiry(at: Timestamp, retention: Duration) -> u64 {
    (at.unsigned() / 1_000).saturating_add(retention.as_secs())
}

/// The event as it stands until an attempt at it succeeds.
fn open(
    event: &LedgerEvent,
    at: Timestamp,
    retention: Duration,
) -> Result<LedgerItem<'_>, StoreError> {
    let LedgerEvent { id, event_type, clerk_id, payload, received_at } = event;
    Ok(LedgerItem {
        svix_id: id,
        event_type: event_type.as_deref(),
        clerk_id: clerk_id.as_ref(),
        user_id: None,
        payload: Payload::compress(payload).map_err(refused)?,
        status: EventStatus::Failed.name(),
        outcome: None,
        error: None,
        received_at: *received_at,
        processed_at: None,
        last_attempt_at: at,
        day: day(*received_at),
        failed_day: None,
        expires_at: expiry(at, retention),
    })
}

fn note(item: LedgerItem<'_>) -> Result<Update, StoreError> {
    Ok(Update::note(to_attributes(item)?, &["error", "failedDay"], "attempts"))
}
