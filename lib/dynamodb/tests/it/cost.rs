//! What each kind of event costs: the sample events, carried through as the processor does.

use std::time::Duration;

use profile_core::memory::{FixedClock, MemoryDirectory};
use profile_core::{
    Accepted, Drift, EventId, EventQuery, EventStatus, Kind, Ledger, LedgerEvent, Linked,
    ListingFilter, Message, Outcome, People, Queued, Request, Roster, Run, RunHistory, RunId,
    RunStore, Save, Sync, SyncStore, Timestamp, ValidationTier, read_event,
};

use crate::support::{Call, Engine, NOW, builder, clerk_id, event, user, write};

const EVENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../events");

/// A sample, what comes of it, and the most it may cost in requests and in write units.
type Expected = (&'static str, Outcome, usize, f64);

async fn send(store: &impl SyncStore, sample: &str) -> Outcome {
    let body = std::fs::read(format!("{EVENTS}/{sample}.json")).unwrap();
    let id = EventId::parse(format!("msg_{sample}")).unwrap();
    let json = Accepted::read(&body).unwrap().into_json(&id, NOW);
    let Queued::Event(message) = Queued::from_json(&json).unwrap() else { unreachable!() };
    let Message { event_id, received_at, payload } = message;
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
            ("user.created.full", Outcome::Created, 2, 22.0),
            ("user.created.full", Outcome::Duplicate, 2, 0.0),
            ("session.created", Outcome::SignedIn, 2, 5.0),
            ("user.updated.name", Outcome::Updated, 2, 10.0),
            ("user.updated.same-again", Outcome::Duplicate, 2, 3.0),
            ("user.updated.older", Outcome::Superseded, 2, 3.0),
            ("user.updated.no-change", Outcome::Unchanged, 2, 7.0),
            ("user.updated.avatar", Outcome::Updated, 2, 10.0),
            ("organizationMembership.created", Outcome::Ignored, 1, 3.0),
            ("unknown-type", Outcome::Ignored, 1, 3.0),
            ("user.created.unverified-email", Outcome::Created, 2, 17.0),
            ("user.updated.banned", Outcome::Updated, 2, 10.0),
            ("user.created.oauth-only", Outcome::Created, 2, 17.0),
            ("user.updated.builder-gained", Outcome::Updated, 2, 13.0),
            ("user.updated.builder-lost", Outcome::Updated, 2, 13.0),
            ("user.created.liam", Outcome::Created, 2, 20.0),
            ("user.updated.liam", Outcome::Updated, 2, 14.0),
            ("user.created.seconds", Outcome::Created, 2, 17.0),
            ("user.deleted", Outcome::Deleted, 2, 13.0),
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
        ("user.deleted", Outcome::Deleted, 3, 13.0),
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
    // Liam has two addresses. Eventually consistent, they would cost half.
    assert_eq!(reads[..2], [("BatchGetItem", 3.0), ("Query", 1.0)]);
}

/// The rows that the roster has of everybody here.
async fn everybody(store: &impl Roster) -> Vec<Linked> {
    let (from, until) = (Timestamp::default(), Timestamp::from_millis(NOW.unsigned() + 1));
    store.linked(from, until, 5_000).await.unwrap().found
}

fn operations(calls: &[Call]) -> Vec<(&str, f64)> {
    calls.iter().map(|it| (it.operation.as_str(), it.units)).collect()
}

#[tokio::test]
async fn a_walk_reads_a_hundred_users_in_one_request_at_half_price() {
    let engine = Engine::start().await;
    let names: Vec<_> = (0..101).map(|it| format!("user-{it}")).collect();
    for name in &names {
        engine.store.commit(&write(None, user(name)), None).await.unwrap();
    }
    let linked = everybody(&engine.store).await;
    let ids: Vec<_> = linked.iter().map(|it| it.clerk_id.clone()).collect();
    engine.wire.take_calls();

    assert_eq!(engine.store.accounts(&ids, &linked).await.unwrap().len(), 101);
    let mut calls = engine.wire.take_calls();
    calls.sort_by(|a, b| a.units.total_cmp(&b.units));
    assert_eq!(operations(&calls), [("BatchGetItem", 0.5), ("BatchGetItem", 50.0)]);

    assert_eq!(engine.store.accounts(&ids[..100], &[]).await.unwrap().len(), 100);
    let calls = engine.wire.take_calls();
    let expected = [("BatchGetItem", 50.0), ("BatchGetItem", 50.0)];
    assert_eq!(operations(&calls), expected, "strangers' pointers first");
}

#[tokio::test]
async fn the_roster_takes_a_request_for_each_month() {
    let engine = Engine::start().await;
    engine.store.commit(&write(None, user("ada")), None).await.unwrap();
    engine.wire.take_calls();

    let end = Timestamp::from_millis(NOW.unsigned() + 1);
    engine.store.linked(NOW, end, 5_000).await.unwrap();
    assert_eq!(operations(&engine.wire.take_calls()), [("Query", 0.5)]);

    everybody(&engine.store).await;
    let calls = engine.wire.take_calls();
    assert_eq!(calls.len(), 7 * 12 + 11, "from January 2018 to November 2025");

    engine.store.unlinked(1_000).await.unwrap();
    engine.store.pending(Timestamp::default(), NOW, 1_000).await.unwrap();
    assert_eq!(operations(&engine.wire.take_calls()), [("Query", 0.5), ("Query", 0.5)]);
}

#[tokio::test]
async fn a_run_takes_a_request_for_each_page() {
    let engine = Engine::start().await;
    engine.wire.take_calls();
    let lease = engine.store.acquire(NOW, Duration::from_mins(1)).await.unwrap().unwrap();
    assert_eq!(operations(&engine.wire.take_calls()), [("UpdateItem", 1.0)]);

    let run = Run::begin(RunId::mint(NOW, lease.fence), Request::default(), NOW);
    let save = Save { lease: &lease, run: &run, drifts: None, lease_until: NOW, now: NOW };
    engine.store.save(save).await.unwrap();
    let calls = engine.wire.take_calls();
    assert_eq!(operations(&calls), [("TransactWriteItems", 5.0)], "two items and a row of ByDay");

    engine.store.run(&run.id).await.unwrap().unwrap();
    assert_eq!(operations(&engine.wire.take_calls()), [("GetItem", 1.0)]);
}

#[tokio::test]
async fn a_person_takes_one_request_and_two_to_begin_with() {
    let engine = Engine::start().await;
    let ada = write(None, builder("ada", |it| it.slug = Some("ada".to_owned())));
    engine.store.commit(&ada, None).await.unwrap();
    let stranger = engine.stranger();
    engine.wire.take_calls();

    engine.store.person(&ada.after.user.id).await.unwrap().unwrap();
    assert_eq!(operations(&engine.wire.take_calls()), [("Query", 1.0)], "a builder by id");

    let (pointer, person) = (("BatchGetItem", 1.0), ("Query", 1.0));
    stranger.by_clerk_id(&clerk_id("ada")).await.unwrap().unwrap();
    assert_eq!(operations(&engine.wire.take_calls()), [pointer, person], "whom nobody met");
    stranger.by_clerk_id(&clerk_id("ada")).await.unwrap().unwrap();
    assert_eq!(operations(&engine.wire.take_calls()), [person], "whom it has met");

    stranger.by_slug("ada").await.unwrap().unwrap();
    assert_eq!(operations(&engine.wire.take_calls()), [pointer, person], "by slug");
    stranger.holder_of_slug("ada").await.unwrap().unwrap();
    assert_eq!(operations(&engine.wire.take_calls()), [pointer]);
    stranger.trail(&ada.after.user.id).await.unwrap();
    assert_eq!(operations(&engine.wire.take_calls()), [person], "a trail");
}

#[tokio::test]
async fn a_page_of_the_public_list_takes_two_requests_at_half_price() {
    let engine = Engine::start().await;
    for number in 0..41 {
        let person = builder(&format!("{number:02}"), |it| it.domains = vec!["all".to_owned()]);
        engine.store.commit(&write(None, person), None).await.unwrap();
    }
    engine.wire.take_calls();
    let (mut after, filter) = (None, ListingFilter::default());

    for expected in [20, 20, 1] {
        let page = engine.store.listed(&filter, after.as_ref(), 20).await.unwrap();
        assert_eq!(page.people.len(), expected);
        after = page.next;

        let calls = engine.wire.take_calls();
        let names: Vec<_> = calls.iter().map(|it| &*it.operation).collect();
        assert_eq!(names, ["Query", "BatchGetItem"]);
        assert!(calls[0].units <= 2.0, "they are about 400 bytes each: {calls:?}");
        assert!(calls[1].units <= 10.0, "half a unit each: {calls:?}");
    }

    let domain = Some("all".to_owned());
    let filter = ListingFilter { domain, available_for_hire: Some(true), ..filter };
    engine.store.listed(&filter, None, 20).await.unwrap();
    assert_eq!(engine.wire.take_calls().len(), 2, "with a filter that many pass");
    let tier = Some(ValidationTier::Entry);
    let filter = ListingFilter { validation_tier: tier, ..ListingFilter::default() };
    engine.store.listed(&filter, None, 20).await.unwrap();
    assert_eq!(engine.wire.take_calls().len(), 3, "the featured are a list of their own");
}

#[tokio::test]
async fn a_page_of_events_takes_a_request_for_each_day() {
    let engine = Engine::start().await;
    for number in 0..30 {
        let event = event(&format!("{number}"));
        engine.store.fail(&event, "why", NOW).await.unwrap();
    }
    engine.wire.take_calls();

    let all = EventQuery::all(NOW);
    let first = engine.store.events(&all, 20).await.unwrap();
    assert_eq!(operations(&engine.wire.take_calls()), [("Query", 0.5)], "they fill a page");

    let day = Some(NOW.before(Duration::from_hours(2)));
    let rest = EventQuery { after: first.next, from: day, ..all.clone() };
    engine.store.events(&rest, 20).await.unwrap();
    assert_eq!(operations(&engine.wire.take_calls()), [("Query", 0.5)], "of that day");
    let failed = EventQuery { status: Some(EventStatus::Failed), from: day, ..all };
    engine.store.events(&failed, 20).await.unwrap();
    assert_eq!(operations(&engine.wire.take_calls()), [("Query", 0.5)], "the failed apart");

    engine.store.event(&event("1").id).await.unwrap().unwrap();
    assert_eq!(operations(&engine.wire.take_calls()), [("GetItem", 1.0)]);
}

#[tokio::test]
async fn the_newest_of_a_week_in_which_nothing_happened_takes_a_request_for_each_day() {
    let engine = Engine::start().await;
    let from = Some(NOW.before(Duration::from_hours(7 * 24)));
    let lately = EventQuery { from, ..EventQuery::all(NOW) };
    engine.wire.take_calls();

    engine.store.events(&lately, 1).await.unwrap();
    assert_eq!(operations(&engine.wire.take_calls()), [("Query", 0.5); 8]);
    engine.store.runs(NOW, from, None, 1).await.unwrap();
    assert_eq!(operations(&engine.wire.take_calls()), [("Query", 0.5); 8]);
}

#[tokio::test]
async fn a_page_of_runs_takes_one_request_more() {
    let engine = Engine::start().await;
    let drift = Drift {
        clerk_id: Some(clerk_id("ada")),
        user_id: None,
        kind: Kind::Gone,
        age_ms: None,
        missed: false,
        repaired: false,
        error: None,
        fields: Vec::new(),
    };
    let mut last = None;
    for page in 0..25 {
        let lease = engine.store.acquire(NOW, Duration::from_mins(1)).await.unwrap().unwrap();
        let run = Run::begin(RunId::mint(NOW, lease.fence), Request::default(), NOW);
        let drifts = [drift.clone()];
        let drifts = Some((page, &drifts[..]));
        let save = Save { lease: &lease, run: &run, drifts, lease_until: NOW, now: NOW };
        engine.store.save(save).await.unwrap();
        last = Some(run);
    }
    engine.wire.take_calls();

    engine.store.runs(NOW, None, None, 20).await.unwrap();
    let calls = engine.wire.take_calls();
    let names: Vec<_> = calls.iter().map(|it| &*it.operation).collect();
    assert_eq!(names, ["Query", "BatchGetItem"]);

    let id = last.unwrap().id;
    engine.store.run_summary(&id).await.unwrap().unwrap();
    assert_eq!(operations(&engine.wire.take_calls()), [("GetItem", 1.0)]);
    assert_eq!(engine.store.drifts(&id, 0, 100).await.unwrap().drifts.len(), 1);
    assert_eq!(operations(&engine.wire.take_calls()), [("Query", 1.0)]);
}
