//! What everybody who reads the ledger promises.

use std::collections::BTreeSet;
use std::time::Duration;

use super::NOW;
use crate::{
    ClerkId, Commit, EventId, EventPlace, EventQuery, EventStatus, EventSummary, LARGEST_LIST,
    Ledger, LedgerEvent, Outcome, Settled, StoredEvent, SyncStore, Timestamp, UserId,
};

const DAY: Duration = Duration::from_hours(24);
const INSTANT: Duration = Duration::from_millis(1);

/// Checks every promise on an empty `store`, which keeps events for 30 days.
///
/// # Panics
///
/// When a promise is broken; the message says which.
pub async fn check(store: &(impl SyncStore + Ledger)) {
    an_empty_ledger_has_an_end(store).await;
    an_event_is_shown_whole(store).await;
    events_come_newest_first_on_pages_of_any_size(store).await;
    a_query_shows_what_it_admits(store).await;
    a_time_begins_with_its_first_instant_and_ends_before_its_last(store).await;
    an_event_that_succeeds_is_no_longer_among_the_failed(store).await;
    none_is_lost_or_doubled_while_others_come(store).await;
    any_place_is_one_to_go_on_from(store).await;
    a_page_is_never_larger_than_the_largest(store).await;
}

async fn an_empty_ledger_has_an_end(store: &impl Ledger) {
    assert_eq!(all(store, &EventQuery::all(NOW), 9).await, []);
    assert_eq!(store.event(&EventId::parse("msg_none").unwrap()).await.unwrap(), None);
}

async fn an_event_is_shown_whole(store: &(impl SyncStore + Ledger)) {
    let (event, user_id) = (event("whole", NOW), UserId::parse("u-1").unwrap());
    store.fail(&event, "the first attempt", NOW).await.unwrap();
    let failed = EventSummary {
        id: event.id.clone(),
        event_type: event.event_type.clone(),
        clerk_id: event.clerk_id.clone(),
        user_id: None,
        status: EventStatus::Failed,
        outcome: None,
        error: Some("the first attempt".to_owned()),
        attempts: 1,
        received_at: NOW,
        processed_at: None,
        last_attempt_at: Some(NOW),
    };
    assert_eq!(all(store, &EventQuery::all(NOW), 9).await, std::slice::from_ref(&failed));

    let (at, outcome) = (NOW.after(INSTANT), Outcome::Updated);
    let settled = Settled { event: &event, outcome, user_id: Some(&user_id), at };
    assert_eq!(store.settle(settled).await.unwrap(), Commit::Done);
    let settled = EventSummary {
        user_id: Some(user_id),
        status: EventStatus::Processed,
        outcome: Some("updated".to_owned()),
        error: None,
        attempts: 2,
        processed_at: Some(at),
        last_attempt_at: Some(at),
        ..failed
    };
    assert_eq!(all(store, &EventQuery::all(NOW), 9).await, std::slice::from_ref(&settled));
    let stored = StoredEvent { summary: settled, payload: Some(event.payload) };
    assert_eq!(store.event(&event.id).await.unwrap(), Some(stored));

    let nameless = LedgerEvent { event_type: None, clerk_id: None, ..self::event("nameless", NOW) };
    store.fail(&nameless, "not JSON", NOW).await.unwrap();
    let summary = store.event(&nameless.id).await.unwrap().unwrap().summary;
    assert_eq!((summary.event_type, summary.clerk_id), (None, None));
}

/// Events of many days, some of which share their time, with every status.
async fn fill(store: &impl SyncStore) {
    for number in 0..24_u32 {
        let at = match number {
            // At one time.
            0..5 => NOW.before(DAY),
            // At both ends of a day, in UTC.
            5 => Timestamp::from_millis(1_762_905_600_000),
            6 => Timestamp::from_millis(1_762_905_599_999),
            _ => NOW.before(DAY * number),
        };
        let event = event(&format!("{number}"), at);
        let outcomes = [Outcome::Created, Outcome::Ignored, Outcome::Superseded];
        let user_id = UserId::parse(format!("u-{}", number % 3)).unwrap();
        match outcomes.get(number as usize % 4) {
            Some(&outcome) => {
                let settled = Settled { event: &event, outcome, user_id: Some(&user_id), at };
                store.settle(settled).await.unwrap();
            }
            None => {
                store.fail(&event, "why", at).await.unwrap();
            }
        }
    }
}

async fn events_come_newest_first_on_pages_of_any_size(store: &(impl SyncStore + Ledger)) {
    fill(store).await;

    for most in [0, 2, 5, 26, usize::MAX] {
        let found = all(store, &EventQuery::all(NOW), most).await;

        assert!(found.is_sorted_by(|a, b| a.received_at >= b.received_at), "newest first");
        assert_eq!(ids(&found).len(), 26, "{most} a page");
    }
}

async fn a_query_shows_what_it_admits(store: &impl Ledger) {
    let everything = all(store, &EventQuery::all(NOW), 100).await;
    let text = |text: &str| Some(text.to_owned());
    let clerk_id = |id: &str| Some(ClerkId::parse(id).unwrap());
    let user_id = |id: &str| Some(UserId::parse(id).unwrap());
    let any = EventQuery::all(NOW);
    let mut queries = vec![
        EventQuery { event_type: text("user.created"), ..any.clone() },
        EventQuery { event_type: text("user.none"), ..any.clone() },
        EventQuery { clerk_id: clerk_id("user_7"), ..any.clone() },
        EventQuery { user_id: user_id("u-1"), ..any.clone() },
        EventQuery { from: Some(NOW.before(DAY)), ..any.clone() },
        EventQuery { until: Some(NOW.before(DAY)), ..any.clone() },
        EventQuery { from: Some(NOW.before(DAY)), until: Some(NOW.before(DAY)), ..any.clone() },
        EventQuery { from: Some(NOW), until: Some(NOW.before(DAY)), ..any.clone() },
        EventQuery { from: Some(NOW.before(DAY * 9)), until: Some(NOW.before(DAY)), ..any },
    ];
    for status in EventStatus::ALL {
        let with = |it: &EventQuery| EventQuery { status: Some(status), ..it.clone() };
        let more: Vec<_> = queries[..5].iter().map(with).collect();
        queries.push(EventQuery { status: Some(status), ..EventQuery::all(NOW) });
        queries.extend(more);
    }
    for query in queries {
        let admitted = everything.iter().filter(|it| query.admits(it));
        let expected: BTreeSet<_> = admitted.map(|it| it.id.clone()).collect();
        for most in [5, 100] {
            let found = all(store, &query, most).await;
            assert_eq!(ids(&found), expected, "{query:?}");
            assert!(found.is_sorted_by(|a, b| a.received_at >= b.received_at), "{query:?}");
        }
    }
}

async fn a_time_begins_with_its_first_instant_and_ends_before_its_last(store: &impl Ledger) {
    let at = Timestamp::from_millis(1_762_905_599_999);
    let in_time = async |from, until| {
        let query = EventQuery { from: Some(from), until: Some(until), ..EventQuery::all(NOW) };
        all(store, &query, 9).await.len()
    };

    assert_eq!(in_time(at, at.after(INSTANT)).await, 1);
    assert_eq!(in_time(at, at.after(INSTANT * 2)).await, 2, "on both sides of midnight");
    assert_eq!(in_time(at, at).await, 0);
    assert_eq!(in_time(Timestamp::default(), Timestamp::default()).await, 0);
}

async fn an_event_that_succeeds_is_no_longer_among_the_failed(store: &(impl SyncStore + Ledger)) {
    let failed = EventQuery { status: Some(EventStatus::Failed), ..EventQuery::all(NOW) };
    let event = event("mended", NOW);
    let stands = async || ids(&all(store, &failed, 3).await).contains(&event.id);
    store.fail(&event, "why", NOW).await.unwrap();
    assert!(stands().await);

    let settled = Settled { event: &event, outcome: Outcome::Ignored, user_id: None, at: NOW };
    store.settle(settled).await.unwrap();

    assert!(!stands().await);
}

async fn none_is_lost_or_doubled_while_others_come(store: &(impl SyncStore + Ledger)) {
    let before = ids(&all(store, &EventQuery::all(NOW), 100).await);
    let (mut seen, mut query) = (Vec::new(), EventQuery::all(NOW));
    for round in 0.. {
        let page = store.events(&query, 2).await.unwrap();
        seen.extend(page.events.into_iter().map(|it| it.id));
        let Some(next) = page.next else { break };
        query.after = Some(next);
        let late = event(&format!("late-{round}"), NOW.after(INSTANT));
        store.fail(&late, "why", NOW).await.unwrap();
    }

    assert!(!seen.iter().any(|it| it.as_str().starts_with("msg_late")), "what is new is before");
    assert_eq!(seen.len(), before.len(), "none twice");
    assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), before);
}

/// Whoever makes up a place, or takes one from another query, gets what is behind it.
async fn any_place_is_one_to_go_on_from(store: &impl Ledger) {
    let everything = all(store, &EventQuery::all(NOW), 100).await;
    let id = EventId::parse("msg_~").unwrap();
    for at in [0, 1_762_905_599_999, NOW.unsigned(), u64::MAX].map(Timestamp::from_millis) {
        for place in [EventPlace::at(at), EventPlace::behind(at, id.clone())] {
            let after = Some(place.clone());
            let failed = EventQuery {
                status: Some(EventStatus::Failed),
                from: Some(NOW.before(DAY * 12)),
                until: Some(NOW.before(DAY)),
                after,
                ..EventQuery::all(NOW)
            };
            let found = ids(&all(store, &failed, 2).await);
            let is_behind = |it: &&EventSummary| it.received_at < at;
            let behind = everything.iter().filter(|it| failed.admits(it)).filter(is_behind);
            let expected: BTreeSet<_> = behind.map(|it| it.id.clone()).collect();
            assert!(expected.is_subset(&found), "{place:?}");
            let all_fit = everything.iter().filter(|it| found.contains(&it.id));
            assert!(all_fit.clone().all(|it| failed.admits(it) && it.received_at <= at));
            assert_eq!(all_fit.count(), found.len());
        }
    }
}

async fn a_page_is_never_larger_than_the_largest(store: &(impl SyncStore + Ledger)) {
    for number in 0..=LARGEST_LIST {
        store.fail(&event(&format!("crowd-{number}"), NOW), "why", NOW).await.unwrap();
    }

    let page = store.events(&EventQuery::all(NOW), usize::MAX).await.unwrap();

    assert_eq!((page.events.len(), page.next.is_some()), (LARGEST_LIST, true));
}

/// All that a query shows, read in pages of up to `most`.
async fn all(store: &impl Ledger, query: &EventQuery, most: usize) -> Vec<EventSummary> {
    let (mut events, mut query) = (Vec::new(), query.clone());
    for _ in 0..1_000 {
        let page = store.events(&query, most).await.unwrap();
        assert!(page.events.len() <= most.max(1), "no more than asked for");
        assert_eq!(page.unreadable, 0);
        events.extend(page.events);
        let Some(next) = page.next else {
            assert_eq!(ids(&events).len(), events.len(), "none twice");
            return events;
        };
        query.after = Some(next.to_string().parse().expect("a place reads back"));
    }
    panic!("the list ends")
}

fn ids(events: &[EventSummary]) -> BTreeSet<EventId> {
    events.iter().map(|it| it.id.clone()).collect()
}

fn event(name: &str, received_at: Timestamp) -> LedgerEvent {
    let kind = if name.len() == 1 { "user.created" } else { "user.updated" };
    LedgerEvent { event_type: Some(kind.to_owned()), received_at, ..super::event(name) }
}
