//! Events as admins read them, beyond what every reader of the ledger promises.

use std::io::Write;
use std::time::Duration;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use flate2::Compression;
use flate2::write::GzEncoder;
use profile_core::{
    EventId, EventPage, EventPlace, EventQuery, EventStatus, EventSummary, Ledger, LedgerEvent,
    StoreError, SyncStore, Timestamp,
};

use crate::support::{EVENTS, Engine, Fault, Item, NOW, event, ignored};

const DAY: Duration = Duration::from_hours(24);
const TODAY: &str = "2025-11-13";

/// Notes an event that was received that long ago.
async fn note(engine: &Engine, name: &str, ago: Duration) {
    let event = LedgerEvent { received_at: NOW.before(ago), ..event(name) };
    engine.store.fail(&event, "why", NOW).await.unwrap();
}

/// All that a query shows, and how many pages that took.
async fn all(store: &impl Ledger, query: &EventQuery, most: usize) -> (EventPage, usize) {
    let (mut all, mut query, mut pages) = (EventPage::default(), query.clone(), 0);
    loop {
        pages += 1;
        let page = store.events(&query, most).await.unwrap();
        all.events.extend(page.events);
        all.unreadable += page.unreadable;
        query.after = page.next;
        if query.after.is_none() {
            return (all, pages);
        }
    }
}

fn names(events: &[EventSummary]) -> Vec<&str> {
    events.iter().map(|it| it.id.as_str()).collect()
}

fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

/// A row of the day that another program might write.
fn row(pk: &str, sk: &str, at: Timestamp) -> Item {
    let texts = [("pk", pk), ("sk", sk), ("day", TODAY), ("failedDay", TODAY)];
    let mut item = Item(texts.map(|(name, value)| (name.to_owned(), text(value))).into());
    item.0.insert("receivedAt".to_owned(), AttributeValue::N(at.unsigned().to_string()));
    item
}

async fn spoil(engine: &Engine, name: &str, attribute: &str, value: AttributeValue) {
    let mut item = engine.event(&event(name).id).await.unwrap();
    item.0.insert(attribute.to_owned(), value);
    engine.put(EVENTS, item).await;
}

#[tokio::test]
async fn what_cannot_be_read_is_left_out_and_counted() {
    let engine = Engine::start().await;
    for name in ["a", "b", "c", "d", "e", "f"] {
        note(&engine, name, Duration::ZERO).await;
    }
    note(&engine, "g", DAY).await;
    spoil(&engine, "b", "status", text("paused")).await;
    spoil(&engine, "c", "attempts", text("many")).await;
    spoil(&engine, "d", "svixId", text("msg_other")).await;
    for (pk, sk) in [("FOREIGN", "1"), ("FOREIGN", "2"), ("EVENT#", "EVENT"), ("RUN#x", "RUN")] {
        engine.put(EVENTS, row(pk, sk, NOW)).await;
    }

    let failed = EventQuery { status: Some(EventStatus::Failed), ..EventQuery::all(NOW) };
    for query in [EventQuery::all(NOW), failed] {
        for most in [1, 2, 3, 100] {
            let (found, _) = all(&engine.store, &query, most).await;

            let mut names = names(&found.events);
            names.sort_unstable();
            assert_eq!(names, ["msg_a", "msg_e", "msg_f", "msg_g"], "{most} a page");
            assert!(found.unreadable >= 7, "{found:?}");
        }
    }
}

#[tokio::test]
async fn a_full_page_says_no_more_than_that_there_may_be_more() {
    let engine = Engine::start().await;
    note(&engine, "a", Duration::ZERO).await;
    engine.put(EVENTS, row("FOREIGN", "1", NOW.before(DAY / 24))).await;

    let first = engine.store.events(&EventQuery::all(NOW), 1).await.unwrap();
    assert_eq!((first.events.len(), first.next.is_some()), (1, true));

    let query = EventQuery { after: first.next, ..EventQuery::all(NOW) };
    let rest = engine.store.events(&query, 1).await.unwrap();
    assert_eq!(rest, EventPage { unreadable: 1, ..EventPage::default() });
}

#[tokio::test]
async fn weeks_in_which_nothing_happened_are_one_page() {
    let engine = Engine::start().await;
    note(&engine, "old", DAY * 58).await;
    note(&engine, "older", DAY * 61).await;
    engine.wire.take_calls();

    let page = engine.store.events(&EventQuery::all(NOW), 20).await.unwrap();

    assert_eq!((names(&page.events), page.next), (vec!["msg_old"], None));
    assert_eq!(engine.wire.take_calls().len(), 61, "a day each, but eight at once");
}

#[tokio::test]
async fn a_walk_through_years_comes_back_in_between() {
    let engine = Engine::start().await;
    note(&engine, "old", DAY * 700).await;
    let store = engine.keeping(DAY * 365);
    engine.wire.take_calls();

    let first = store.events(&EventQuery::all(NOW), 20).await.unwrap();
    assert_eq!((first.events.len(), first.next.is_some()), (0, true));
    assert_eq!(engine.wire.take_calls().len(), 1 + 2 + 4 + 9 * 8, "in twelve rounds");

    let (found, pages) = all(&store, &EventQuery::all(NOW), 20).await;
    assert_eq!((names(&found.events), pages), (vec!["msg_old"], 10));
    let from = Some(NOW.before(DAY * 699));
    let (found, _) = all(&store, &EventQuery { from, ..EventQuery::all(NOW) }, 20).await;
    assert_eq!(found.events, []);
}

#[tokio::test]
async fn a_search_through_a_busy_day_comes_back_in_between() {
    let engine = Engine::start().await;
    note(&engine, "today", Duration::ZERO).await;
    note(&engine, "yesterday", DAY).await;
    let sought = EventQuery { event_type: Some("user.none".to_owned()), ..EventQuery::all(NOW) };
    // An answer in which nothing passed the filter, and which says that there is more.
    let end = row("EVENT#msg_today", "EVENT", NOW);
    let number = end.number("receivedAt").to_owned();
    let busy = serde_json::json!({ "Items": [], "Count": 0, "ScannedCount": 1_000, "LastEvaluatedKey": {
        "pk": { "S": "EVENT#msg_today" }, "sk": { "S": "EVENT" },
        "day": { "S": TODAY }, "receivedAt": { "N": number },
    } });
    for _ in 0..12 {
        engine.wire.fail("Query", Fault::Instead(200, busy.clone()));
    }
    engine.wire.take_calls();

    let page = engine.store.events(&sought, 20).await.unwrap();

    assert_eq!(engine.wire.take_calls().len(), 12, "one after the other, and no more");
    let expected = EventPlace::behind(NOW, EventId::parse("msg_today").unwrap());
    assert_eq!((page.events, page.next.clone()), (vec![], Some(expected)));
    let rest = EventQuery { after: page.next, ..EventQuery::all(NOW) };
    assert_eq!(names(&all(&engine.store, &rest, 9).await.0.events), ["msg_yesterday"]);
}

#[tokio::test]
async fn behind_an_event_that_is_gone_the_list_goes_on() {
    let engine = Engine::start().await;
    for name in ["a", "b", "c", "d"] {
        note(&engine, name, Duration::ZERO).await;
    }
    let first = engine.store.events(&EventQuery::all(NOW), 2).await.unwrap();
    let gone = first.events[1].id.as_str();
    engine.delete(EVENTS, &format!("EVENT#{gone}"), "EVENT").await;

    let query = EventQuery { after: first.next, ..EventQuery::all(NOW) };
    let (rest, _) = all(&engine.store, &query, 9).await;

    let mut seen = [names(&first.events), names(&rest.events)].concat();
    seen.sort_unstable();
    assert_eq!(seen, ["msg_a", "msg_b", "msg_c", "msg_d"]);
}

#[tokio::test]
async fn a_place_beyond_what_is_asked_for_is_one_at_its_edge() {
    let engine = Engine::start().await;
    note(&engine, "today", Duration::ZERO).await;
    note(&engine, "yesterday", DAY).await;
    let id = EventId::parse("&=?/ü".replace('ü', "#")).unwrap();
    let ago = |days: u32| NOW.before(DAY * days);
    for (at, from, until, expected) in [
        (u64::MAX, None, None, 2),
        (NOW.after(DAY * 9).unsigned(), None, None, 2),
        (NOW.after(DAY).unsigned(), None, Some(NOW), 1),
        (ago(1).unsigned() + 1, Some(ago(1)), Some(NOW.after(DAY)), 1),
        (ago(2).unsigned(), Some(ago(1)), None, 0),
        (0, None, None, 0),
    ] {
        let at = Timestamp::from_millis(at);
        for after in [EventPlace::at(at), EventPlace::behind(at, id.clone())] {
            let query = EventQuery { from, until, after: Some(after), ..EventQuery::all(NOW) };
            let page = engine.store.events(&query, 9).await.unwrap();
            assert_eq!((page.events.len(), page.next), (expected, None), "{query:?}");
        }
    }
}

#[tokio::test]
async fn an_event_of_the_next_instant_is_seen_already() {
    let engine = Engine::start().await;
    let event = LedgerEvent { received_at: NOW.after(DAY / 24), ..event("soon") };
    engine.store.settle(ignored(&event)).await.unwrap();

    let page = engine.store.events(&EventQuery::all(NOW), 9).await.unwrap();

    assert_eq!(names(&page.events), ["msg_soon"], "clocks differ");
}

fn zipped(text: &[u8], times: usize) -> AttributeValue {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..times {
        encoder.write_all(text).unwrap();
    }
    AttributeValue::B(Blob::new(encoder.finish().unwrap()))
}

#[tokio::test]
async fn a_payload_that_cannot_be_read_leaves_the_event_to_be_seen() {
    let engine = Engine::start().await;
    note(&engine, "a", Duration::ZERO).await;
    let whole = zipped(b"text", 1).as_b().unwrap().clone().into_inner();
    let megabyte = vec![b' '; 1024 * 1024];
    for (what, value) in [
        ("cut off", AttributeValue::B(Blob::new(&whole[..whole.len() - 4]))),
        ("not compressed", AttributeValue::B(Blob::new("{}"))),
        ("empty", AttributeValue::B(Blob::new(""))),
        ("a text", text("{}")),
        ("not UTF-8", zipped(&[0xff], 1)),
        ("a bomb", zipped(&megabyte, 4)),
        ("a byte too long", zipped(&vec![b' '; 1024 * 1024 + 1], 1)),
    ] {
        spoil(&engine, "a", "payload", value).await;

        let stored = engine.store.event(&event("a").id).await.unwrap().unwrap();

        assert_eq!(stored.payload, None, "{what}");
        assert_eq!(stored.summary.error.as_deref(), Some("why"), "{what}");
    }
    spoil(&engine, "a", "payload", zipped(&megabyte, 1)).await;
    let stored = engine.store.event(&event("a").id).await.unwrap().unwrap();
    assert_eq!(stored.payload.unwrap().len(), megabyte.len(), "the longest there is");
}

#[tokio::test]
async fn an_event_of_a_later_version_is_named_and_not_guessed_at() {
    let engine = Engine::start().await;
    note(&engine, "a", Duration::ZERO).await;
    spoil(&engine, "a", "status", text("paused")).await;

    let error = engine.store.event(&event("a").id).await.unwrap_err();

    assert_eq!(error.to_string(), "stored item EVENT#msg_a/EVENT can't be read");
}

#[tokio::test]
async fn an_outcome_of_a_later_version_is_shown_by_its_name() {
    let engine = Engine::start().await;
    engine.store.settle(ignored(&event("a"))).await.unwrap();
    spoil(&engine, "a", "outcome", text("merged")).await;

    let page = engine.store.events(&EventQuery::all(NOW), 9).await.unwrap();

    assert_eq!(page.events[0].outcome.as_deref(), Some("merged"));
}

#[tokio::test]
async fn a_table_that_does_not_answer_fails_the_call() {
    let engine = Engine::start().await;
    for operation in ["Query", "GetItem"] {
        for _ in 0..3 {
            engine.wire.fail(operation, Fault::error("ThrottlingException"));
        }
    }
    let list = EventQuery { from: Some(NOW), ..EventQuery::all(NOW) };

    for error in [
        engine.store.events(&list, 9).await.unwrap_err(),
        engine.store.event(&event("a").id).await.unwrap_err(),
    ] {
        assert!(matches!(error, StoreError::Unavailable(_)), "{error:?}");
    }
}
