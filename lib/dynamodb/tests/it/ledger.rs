//! Events in the ledger.

use std::io::Read;

use flate2::read::GzDecoder;
use profile_core::{Commit, LedgerEvent, Outcome, Settled, SyncStore, Timestamp};

use crate::support::{EVENTS, Engine, Item, NOW, event, ignored, settled, user, write};

const DAY: &str = "2025-11-13";

/// The payload of a stored event.
pub(crate) fn unzipped(item: &Item) -> String {
    unzipped_from(item, "payload")
}

/// The text in a compressed attribute.
pub(crate) fn unzipped_from(item: &Item, name: &str) -> String {
    let mut text = String::new();
    let bytes = item.0[name].as_b().unwrap();
    GzDecoder::new(bytes.as_ref()).read_to_string(&mut text).unwrap();
    text
}

#[tokio::test]
async fn an_applied_event_has_every_attribute() {
    let engine = Engine::start().await;
    let (event, write) = (event("ada"), write(None, user("ada")));

    engine.store.commit(&write, Some(settled(&event, &write))).await.unwrap();

    let item = engine.event(&event.id).await.unwrap();
    for (name, text) in [
        ("svixId", "msg_ada"),
        ("eventType", "user.updated"),
        ("clerkId", "user_ada"),
        ("userId", "id-ada"),
        ("status", "processed"),
        ("outcome", "updated"),
        ("day", DAY),
    ] {
        assert_eq!(item.text(name), text, "{name}");
    }
    for (name, number) in [
        ("receivedAt", "1763000000000"),
        ("processedAt", "1763000000000"),
        ("lastAttemptAt", "1763000000000"),
        ("attempts", "1"),
    ] {
        assert_eq!(item.number(name), number, "{name}");
    }
    assert!(!item.has("error") && !item.has("failedDay"));
}

#[tokio::test]
async fn an_event_expires_in_seconds_after_its_retention() {
    let engine = Engine::start().await;
    let event = event("ada");

    engine.store.settle(ignored(&event)).await.unwrap();

    let item = engine.event(&event.id).await.unwrap();
    assert_eq!(item.number("expiresAt"), (1_763_000_000 + 30 * 86_400).to_string());
}

#[tokio::test]
async fn a_payload_is_stored_compressed_and_comes_back_as_it_was() {
    let engine = Engine::start().await;
    let payload = "ä🦀\n".repeat(20_000);
    let event = LedgerEvent { payload: payload.clone(), ..event("big") };

    engine.store.settle(ignored(&event)).await.unwrap();

    let item = engine.event(&event.id).await.unwrap();
    let stored = item.0["payload"].as_b().unwrap().as_ref();
    assert_eq!(stored[..2], [0x1f, 0x8b], "gzip");
    assert!(stored.len() < payload.len() / 100);
    assert_eq!(unzipped(&item), payload);
}

#[tokio::test]
async fn a_failed_event_is_listed_as_such_until_it_succeeds() {
    let engine = Engine::start().await;
    let event = event("ada");
    let failed = async || engine.listed(EVENTS, "Failed", ("failedDay", DAY)).await;

    engine.store.fail(&event, "first", NOW).await.unwrap();
    engine.store.fail(&event, "second", NOW).await.unwrap();

    let listed = failed().await;
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].text("error"), listed[0].number("attempts")), ("second", "2"));
    assert!(!listed[0].has("payload"), "a list shows no payload");

    engine.store.settle(ignored(&event)).await.unwrap();

    assert_eq!(failed().await, []);
    let by_day = engine.listed(EVENTS, "ByDay", ("day", DAY)).await;
    assert_eq!(by_day.len(), 1);
    assert_eq!((by_day[0].text("status"), by_day[0].number("attempts")), ("ignored", "3"));
    assert!(!by_day[0].has("error"));
}

#[tokio::test]
async fn an_event_that_could_not_be_read_is_noted_too() {
    let engine = Engine::start().await;
    let event = LedgerEvent {
        event_type: None,
        clerk_id: None,
        payload: String::new(),
        received_at: Timestamp::from_millis(u64::MAX),
        ..event("poison")
    };

    assert_eq!(engine.store.fail(&event, &"é".repeat(5_000), NOW).await.unwrap(), Commit::Done);

    let item = engine.event(&event.id).await.unwrap();
    assert_eq!(item.text("error"), "é".repeat(1_000));
    assert!(!item.has("eventType") && !item.has("clerkId") && !item.has("outcome"));
}

#[tokio::test]
async fn every_outcome_is_noted_by_its_name() {
    let engine = Engine::start().await;

    for outcome in Outcome::ALL {
        let event = event(outcome.name());
        let settled = Settled { outcome, ..ignored(&event) };
        assert_eq!(engine.store.settle(settled).await.unwrap(), Commit::Done);

        let item = engine.event(&event.id).await.unwrap();
        assert_eq!(item.text("outcome"), outcome.name());
        assert_eq!(item.text("status"), outcome.status().name());
    }
}
