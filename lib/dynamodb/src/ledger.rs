//! The ledger, as admins look at it.

use std::time::Duration;

use profile_core::{
    EventId, EventPage, EventQuery, EventStatus, EventSummary, LARGEST_LIST, Ledger, StoreError,
    StoredEvent, Timestamp,
};

use crate::attributes::from_item;
use crate::by_day::Days;
use crate::event_row::EventRow;
use crate::key::Key;
use crate::payload::decompress;
use crate::store::DynamoStore;

/// The smallest step of time.
const INSTANT: Duration = Duration::from_millis(1);

/// Longest payload that is read, in bytes: what the queue takes at most.
const LONGEST_PAYLOAD: u64 = 1024 * 1024;

impl Ledger for DynamoStore {
    /// Up to twelve requests one after the other: it comes back with what these found.
    async fn events(&self, query: &EventQuery, most: usize) -> Result<EventPage, StoreError> {
        let days = self.days(query);
        let walked = self.walk_back::<EventSummary>(days, most.clamp(1, LARGEST_LIST)).await?;
        Ok(EventPage { events: walked.rows, next: walked.next, unreadable: walked.unreadable })
    }

    async fn event(&self, id: &EventId) -> Result<Option<StoredEvent>, StoreError> {
        let key = Key::event(id);
        let Some(mut item) = self.event_item(&key).await? else { return Ok(None) };
        let payload = item.remove("payload");
        let bytes = payload.as_ref().and_then(|it| it.as_b().ok());
        let payload = bytes.and_then(|it| decompress(it.as_ref(), LONGEST_PAYLOAD).ok());
        let summary = from_item::<EventRow, _>(&key, item)?;
        Ok(Some(StoredEvent { summary, payload }))
    }
}

impl DynamoStore {
    fn days(&self, query: &EventQuery) -> Days<EventId> {
        let EventQuery { status, event_type, clerk_id, user_id, from, until, after, now } = query;
        let (index, day) = match status {
            Some(EventStatus::Failed) => ("Failed", "failedDay"),
            _ => ("ByDay", "day"),
        };
        let status = status.filter(|it| *it != EventStatus::Failed);
        let filter = [
            ("status", status.map(|it| it.name().to_owned())),
            ("eventType", event_type.clone()),
            ("clerkId", clerk_id.as_ref().map(ToString::to_string)),
            ("userId", user_id.as_ref().map(ToString::to_string)),
        ];
        let filter = filter.into_iter().filter_map(|(name, it)| Some((name, it?))).collect();
        let first = self.earliest(*now).max(from.unwrap_or_default());
        let last = until.map_or(Timestamp::from_millis(u64::MAX), |it| it.before(INSTANT));
        Days { index, day, prefix: "", first, last, now: *now, after: after.clone(), filter }
    }

    /// Before then nothing is looked for: what is kept is kept for its retention after the
    /// last attempt, and attempts are made within the retention.
    pub(crate) fn earliest(&self, now: Timestamp) -> Timestamp {
        now.before(self.retention.saturating_mul(2))
    }
}
