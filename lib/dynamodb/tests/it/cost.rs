//! What each kind of event costs: the sample events, carried through as the processor does.

use profile_core::memory::{FixedClock, MemoryDirectory};
use profile_core::{Accepted, EventId, LedgerEvent, Message, Outcome, Sync, SyncStore, read_event};

use crate::support::{Call, Engine, NOW};

const EVENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../events");

/// A sample, what comes of it, and the most it may cost in requests and in write units.
type Expected = (&'static str, Outcome, usize, f64);

async fn send(store: &impl SyncStore, sample: &str) -> Outcome {
    let body = std::fs::read(format!("{EVENTS}/{sample}.json")).unwrap();
    let id = EventId::parse(format!("msg_{sample}")).unwrap();
    let json = Accepted::read(&body).unwrap().into_json(&id, NOW);
    let Message { event_id, received_at, payload } = Message::from_json(&json).unwrap();
    let read = read_event(&payload, received_at).unwrap();
    let event = LedgerEvent {
        id: event_id,
        event_type: Some(read.event_type),
        clerk_id: read.change.as_ref().map(|it| it.clerk_id().clone()),
        payload,
        received_at,
    };
    let sync = Sync { store, directory: &MemoryDirectory::default(), clock: &FixedClock(NOW) };
    sync.apply(&event, read.change, &read.origin).await.unwrap().outcome
}

fn write_units(calls: &[Call]) -> f64 {
    let is_write = |it: &&Call| ["TransactWriteItems", "UpdateItem"].contains(&&*it.operation);
    calls.iter().filter(is_write).map(|it| it.units).sum()
}

async fn check(engine: &Engine, store: &impl SyncStore, all: &[Expected]) {
    for (sample, outcome, requests, units) in all {
        engine.wire.take_calls();

        assert_eq!(send(store, sample).await, *outcome, "{sample}");

        let calls = engine.wire.take_calls();
        assert_eq!(calls.len(), *requests, "{sample}: {calls:?}");
        assert!(write_units(&calls) <= *units, "{sample}: {calls:?}");
    }
}

#[tokio::test]
async fn an_event_about_somebody_known_takes_two_requests() {
    let engine = Engine::start().await;

    check(
        &engine,
        &engine.store,
        &[
            ("user.created.full", Outcome::Created, 2, 21.0),
            ("user.created.full", Outcome::Duplicate, 2, 0.0),
            ("session.created", Outcome::SignedIn, 2, 5.0),
            ("user.updated.name", Outcome::Updated, 2, 10.0),
            ("user.updated.same-again", Outcome::Duplicate, 2, 3.0),
            ("user.updated.older", Outcome::Superseded, 2, 3.0),
            ("user.updated.no-change", Outcome::Unchanged, 2, 7.0),
            ("user.updated.avatar", Outcome::Updated, 2, 10.0),
            ("organizationMembership.created", Outcome::Ignored, 1, 3.0),
            ("unknown-type", Outcome::Ignored, 1, 3.0),
            ("user.created.unverified-email", Outcome::Created, 2, 16.0),
            ("user.updated.banned", Outcome::Updated, 2, 10.0),
            ("user.created.oauth-only", Outcome::Created, 2, 16.0),
            ("user.updated.builder-gained", Outcome::Updated, 2, 13.0),
            ("user.updated.builder-lost", Outcome::Updated, 2, 13.0),
            ("user.created.liam", Outcome::Created, 2, 19.0),
            ("user.updated.liam", Outcome::Updated, 2, 14.0),
            ("user.created.seconds", Outcome::Created, 2, 16.0),
            ("user.deleted", Outcome::Deleted, 2, 12.0),
            ("user.deleted.unknown", Outcome::Deleted, 2, 10.0),
        ],
    )
    .await;
}

#[tokio::test]
async fn an_event_about_anybody_takes_three_requests() {
    let engine = Engine::start().await;
    for sample in ["user.created.full", "user.created.liam", "user.created.seconds"] {
        send(&engine.store, sample).await;
    }

    for expected in [
        ("session.created", Outcome::SignedIn, 3, 5.0),
        ("user.updated.name", Outcome::Updated, 3, 10.0),
        ("user.updated.older", Outcome::Superseded, 3, 3.0),
        ("user.updated.liam", Outcome::Updated, 3, 14.0),
        ("unknown-type", Outcome::Ignored, 1, 3.0),
        ("user.deleted", Outcome::Deleted, 3, 12.0),
    ] {
        check(&engine, &engine.stranger(), &[expected]).await;
    }
}

#[tokio::test]
async fn every_read_is_strongly_consistent() {
    let engine = Engine::start().await;
    send(&engine.store, "user.created.liam").await;

    engine.wire.take_calls();
    send(&engine.stranger(), "user.updated.liam").await;

    let calls = engine.wire.take_calls();
    let reads: Vec<_> = calls.iter().map(|it| (it.operation.as_str(), it.units)).collect();
    // Eventually consistent, they would cost half.
    assert_eq!(reads[..2], [("BatchGetItem", 2.0), ("Query", 1.0)]);
}
