//! The ledger in memory.

use super::{FaultyStore, MemoryStore, Tables, lock};
use crate::contract::LedgerRow;
use crate::{
    EventId, EventPage, EventQuery, EventStatus, EventSummary, LARGEST_LIST, Ledger, LedgerEvent,
    Outcome, Settled, StoreError, StoredEvent, Timestamp,
};

impl Tables {
    pub(super) fn is_settled(&self, event: &LedgerEvent) -> bool {
        self.ledger.get(&event.id).is_some_and(|it| it.summary.status != EventStatus::Failed)
    }

    pub(super) fn note_outcome(&mut self, settled: Settled<'_>) {
        let Settled { event, outcome, user_id, at } = settled;
        let summary = EventSummary {
            status: outcome.status(),
            outcome: Some(outcome.name().to_owned()),
            user_id: user_id.cloned(),
            processed_at: Some(at),
            ..self.open(event, at)
        };
        self.note(event, summary);
    }

    pub(super) fn note_failure(&mut self, event: &LedgerEvent, error: &str, at: Timestamp) {
        let summary = EventSummary { error: Some(error.to_owned()), ..self.open(event, at) };
        self.note(event, summary);
    }

    fn open(&self, event: &LedgerEvent, at: Timestamp) -> EventSummary {
        EventSummary {
            id: event.id.clone(),
            event_type: event.event_type.clone(),
            clerk_id: event.clerk_id.clone(),
            user_id: None,
            status: EventStatus::Failed,
            outcome: None,
            error: None,
            attempts: self.ledger.get(&event.id).map_or(0, |it| it.summary.attempts) + 1,
            received_at: event.received_at,
            processed_at: None,
            last_attempt_at: Some(at),
        }
    }

    fn note(&mut self, event: &LedgerEvent, summary: EventSummary) {
        let payload = Some(event.payload.clone());
        self.ledger.insert(event.id.clone(), StoredEvent { summary, payload });
    }
}

/// The event as the suites look at it.
pub(super) fn row(event: &StoredEvent) -> LedgerRow {
    let StoredEvent { summary, payload } = event.clone();
    LedgerRow {
        status: summary.status,
        outcome: summary.outcome.as_deref().and_then(Outcome::from_name),
        error: summary.error,
        attempts: summary.attempts,
        payload: payload.unwrap_or_default(),
    }
}

impl Ledger for MemoryStore {
    async fn events(&self, query: &EventQuery, most: usize) -> Result<EventPage, StoreError> {
        let most = most.clamp(1, LARGEST_LIST);
        let tables = lock(&self.tables);
        let all = tables.ledger.values().map(|it| &it.summary);
        let mut events: Vec<_> = all.filter(|it| query.admits(it)).cloned().collect();
        events.sort_by(|a, b| (b.received_at, &b.id).cmp(&(a.received_at, &a.id)));
        if let Some(after) = &query.after {
            events.retain(|it| match &after.behind {
                Some(id) => (it.received_at, &it.id) < (after.at, id),
                None => it.received_at <= after.at,
            });
        }
        let more = events.len() > most;
        events.truncate(most);
        let next = events.last().filter(|_| more).map(EventSummary::place);
        Ok(EventPage { events, next, unreadable: 0 })
    }

    async fn event(&self, id: &EventId) -> Result<Option<StoredEvent>, StoreError> {
        Ok(lock(&self.tables).ledger.get(id).cloned())
    }
}

impl<S: Ledger> Ledger for FaultyStore<S> {
    async fn events(&self, query: &EventQuery, most: usize) -> Result<EventPage, StoreError> {
        self.inner.events(query, most).await
    }

    async fn event(&self, id: &EventId) -> Result<Option<StoredEvent>, StoreError> {
        self.inner.event(id).await
    }
}
