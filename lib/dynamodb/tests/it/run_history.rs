//! Runs as admins read them, beyond what every reader of runs promises.

use std::io::Write;
use std::time::Duration;

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use flate2::Compression;
use flate2::write::GzEncoder;
use profile_core::{
    Drift, Kind, Mode, Request, Run, RunHistory, RunId, RunState, RunStore, RunSummary, Save,
    Saved, StoreError, UserId,
};
use serde_json::{Value, json};

use crate::ledger::unzipped_from;
use crate::support::{EVENTS, Engine, Fault, Item, NOW};

/// A run that began `minutes` ago.
async fn begin(engine: &Engine, minutes: u64) -> Run {
    let lease = engine.store.acquire(NOW, Duration::from_mins(1)).await.unwrap().unwrap();
    let began = NOW.before(Duration::from_mins(minutes));
    let run = Run::begin(RunId::mint(began, lease.fence), Request::default(), began);
    let save = Save { lease: &lease, run: &run, drifts: None, lease_until: NOW, now: NOW };
    assert_eq!(engine.store.save(save).await.unwrap(), Saved::Done);
    run
}

async fn report(engine: &Engine, run: &Run, page: u32, drifts: &[Drift]) {
    let lease = engine.store.acquire(NOW, Duration::from_mins(1)).await.unwrap().unwrap();
    let drifts = Some((page, drifts));
    let save = Save { lease: &lease, run, drifts, lease_until: NOW, now: NOW };
    assert_eq!(engine.store.save(save).await.unwrap(), Saved::Done);
}

fn unlinked(name: &str) -> Drift {
    Drift {
        clerk_id: None,
        user_id: Some(UserId::parse(name).unwrap()),
        kind: Kind::Unlinked,
        age_ms: None,
        missed: false,
        repaired: false,
        error: None,
        fields: Vec::new(),
    }
}

fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn zipped(text: &str) -> AttributeValue {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    AttributeValue::B(Blob::new(encoder.finish().unwrap()))
}

async fn spoil(engine: &Engine, run: &Run, sk: &str, attribute: &str, value: AttributeValue) {
    let mut item = engine.item(EVENTS, &format!("RUN#{}", run.id), sk).await.unwrap();
    item.0.insert(attribute.to_owned(), value);
    engine.put(EVENTS, item).await;
}

fn ids(runs: &[RunSummary]) -> Vec<RunId> {
    runs.iter().map(|it| it.id.clone()).collect()
}

#[tokio::test]
async fn what_cannot_be_read_is_left_out_and_counted() {
    let engine = Engine::start().await;
    let runs = [begin(&engine, 0).await, begin(&engine, 1).await, begin(&engine, 2).await];
    spoil(&engine, &runs[1], "RUN", "mode", text("sideways")).await;
    for (pk, sk) in [("RUN#x", "RUN"), ("FOREIGN", "RUN"), (&format!("RUN#{}", runs[0].id), "X")] {
        let row = [("pk", pk), ("sk", sk), ("day", "RUN#2025-11-13")];
        let mut row = Item(row.map(|(name, value)| (name.to_owned(), text(value))).into());
        let at = NOW.unsigned().to_string();
        row.0.insert("receivedAt".to_owned(), AttributeValue::N(at));
        engine.put(EVENTS, row).await;
    }

    for most in [1, 2, 100] {
        let (mut found, mut unreadable, mut after) = (Vec::new(), 0, None);
        loop {
            let page = engine.store.runs(NOW, None, after.as_ref(), most).await.unwrap();
            found.extend(ids(&page.runs));
            unreadable += page.unreadable;
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(found, [runs[0].id.clone(), runs[2].id.clone()], "{most} a page");
        assert!(unreadable >= 4);
    }
    let error = engine.store.run_summary(&runs[1].id).await.unwrap_err();
    let expected = format!("stored item RUN#{}/RUN can't be read", runs[1].id);
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_run_is_shown_although_nobody_can_go_on_with_it() {
    let engine = Engine::start().await;
    let run = begin(&engine, 0).await;
    spoil(&engine, &run, "RUN", "run", text("of another form")).await;
    spoil(&engine, &run, "RUN", "status", text("finished")).await;
    assert_eq!(engine.store.run(&run.id).await.unwrap(), None);

    let summary = engine.store.run_summary(&run.id).await.unwrap().unwrap();

    assert_eq!((summary.state, summary.mode), (RunState::Finished, Mode::Incremental));
    assert_eq!(ids(&engine.store.runs(NOW, None, None, 9).await.unwrap().runs), [run.id]);
}

#[tokio::test]
async fn a_run_that_expired_since_it_was_listed_is_left_out() {
    let engine = Engine::start().await;
    let run = begin(&engine, 0).await;
    let answer = json!({ "Responses": {}, "UnprocessedKeys": {} });
    engine.wire.fail("BatchGetItem", Fault::Instead(200, answer));

    let page = engine.store.runs(NOW, None, None, 9).await.unwrap();

    assert_eq!((page.runs, page.unreadable), (vec![], 0));
    assert!(engine.store.run_summary(&run.id).await.unwrap().is_some());
}

#[tokio::test]
async fn what_was_cut_when_it_was_kept_is_counted() {
    let engine = Engine::start().await;
    let run = begin(&engine, 0).await;
    report(&engine, &run, 1, &[unlinked("a"), unlinked("b")]).await;
    spoil(&engine, &run, "DRIFT#000001", "count", AttributeValue::N("5".to_owned())).await;

    let page = engine.store.drifts(&run.id, 0, 9).await.unwrap();

    assert_eq!((page.drifts.len(), page.cut, page.unreadable), (2, 3, 0));
}

#[tokio::test]
async fn a_page_that_cannot_be_read_is_counted_by_what_was_on_it() {
    let engine = Engine::start().await;
    let run = begin(&engine, 0).await;
    for page in 0..6 {
        report(&engine, &run, page, &[unlinked(&format!("{page}-a")), unlinked("b")]).await;
    }
    let bomb = zipped(&" ".repeat(17 * 1024 * 1024));
    spoil(&engine, &run, "DRIFT#000001", "drifts", AttributeValue::B(Blob::new("no gzip"))).await;
    spoil(&engine, &run, "DRIFT#000002", "drifts", bomb).await;
    spoil(&engine, &run, "DRIFT#000003", "drifts", zipped("{}")).await;
    let item = engine.item(EVENTS, &format!("RUN#{}", run.id), "DRIFT#000004").await.unwrap();
    let mut drifts: Value = serde_json::from_str(&unzipped_from(&item, "drifts")).unwrap();
    drifts[0]["kind"] = json!("possessed");
    spoil(&engine, &run, "DRIFT#000004", "drifts", zipped(&drifts.to_string())).await;
    for sk in ["DRIFT#", "DRIFT#one", "DRIFT#000000#x", "DRIFT#99999999999"] {
        let row = [("pk", format!("RUN#{}", run.id)), ("sk", sk.to_owned())];
        let row = row.map(|(name, value)| (name.to_owned(), AttributeValue::S(value)));
        engine.put(EVENTS, Item(row.into())).await;
    }

    for most in [1, 3, 100] {
        let (mut drifts, mut unreadable, mut from) = (Vec::new(), 0, Some(0));
        while let Some(page) = from {
            let part = engine.store.drifts(&run.id, page, most).await.unwrap();
            drifts.extend(part.drifts);
            unreadable += part.unreadable;
            from = part.next;
        }
        let ids = ["0-a", "b", "b", "5-a", "b"].map(unlinked);
        assert_eq!((drifts, unreadable), (ids.to_vec(), 7), "{most} at once");
    }
}

#[tokio::test]
async fn a_report_of_which_nothing_can_be_read_comes_back_in_between() {
    let engine = Engine::start().await;
    let run = begin(&engine, 0).await;
    for page in 0..40 {
        report(&engine, &run, page, &[unlinked("a")]).await;
        let sk = format!("DRIFT#{page:06}");
        spoil(&engine, &run, &sk, "drifts", AttributeValue::B(Blob::new("no gzip"))).await;
    }
    engine.wire.take_calls();

    let first = engine.store.drifts(&run.id, 0, 1).await.unwrap();

    assert_eq!((first.unreadable, first.next), (24, Some(24)));
    assert_eq!(engine.wire.take_calls().len(), 12);
    let rest = engine.store.drifts(&run.id, 24, 100).await.unwrap();
    assert_eq!((rest.unreadable, rest.next), (16, None));
}

#[tokio::test]
async fn a_table_that_does_not_answer_fails_the_call() {
    let engine = Engine::start().await;
    let run = begin(&engine, 0).await;
    let throttle = |operation| {
        for _ in 0..3 {
            engine.wire.fail(operation, Fault::error("ThrottlingException"));
        }
    };
    throttle("BatchGetItem");
    let runs = engine.store.runs(NOW, None, None, 9).await.unwrap_err();
    throttle("Query");
    let drifts = engine.store.drifts(&run.id, 0, 9).await.unwrap_err();
    throttle("GetItem");
    let summary = engine.store.run_summary(&run.id).await.unwrap_err();

    for error in [runs, drifts, summary] {
        assert!(matches!(error, StoreError::Unavailable(_)), "{error:?}");
    }
}
