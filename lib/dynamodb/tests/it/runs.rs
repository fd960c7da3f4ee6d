//! Runs and their reports in the table, beyond what every keeper of runs promises.

use std::time::Duration;

use futures_util::future::join_all;
use profile_core::audit::FieldChange;
use profile_core::{
    ClerkId, Drift, FieldCounts, Kind, Lease, Request, Run, RunId, RunState, RunStore, Save, Saved,
    StoreError, UserId,
};
use serde_json::{Value, json};

use crate::ledger::unzipped_from;
use crate::support::{EVENTS, Engine, Fault, Item, NOW, clerk_id};

const LEASE: Duration = Duration::from_mins(1);
const TRANSACT: &str = "TransactWriteItems";

async fn begin(engine: &Engine) -> (Lease, Run) {
    let lease = engine.store.acquire(NOW, LEASE).await.unwrap().unwrap();
    let run = Run::begin(RunId::mint(NOW, lease.fence), Request::default(), NOW);
    (lease, run)
}

async fn save(
    engine: &Engine,
    lease: &Lease,
    run: &Run,
    drifts: Option<(u32, &[Drift])>,
) -> Result<Saved, StoreError> {
    engine.store.save(Save { lease, run, drifts, lease_until: NOW, now: NOW }).await
}

async fn stored(engine: &Engine, run: &Run, sk: &str) -> Item {
    engine.item(EVENTS, &format!("RUN#{}", run.id), sk).await.unwrap()
}

fn differs(clerk_id: ClerkId, fields: Vec<FieldChange>) -> Drift {
    Drift {
        clerk_id: Some(clerk_id),
        user_id: Some(UserId::parse(letters(26)).unwrap()),
        kind: Kind::Differs,
        age_ms: Some(u64::from(fastrand::u32(..))),
        missed: true,
        repaired: true,
        error: None,
        fields,
    }
}

/// Letters that don't compress, as ids don't.
fn letters(count: usize) -> String {
    std::iter::repeat_with(fastrand::alphanumeric).take(count).collect()
}

/// An id as long as Clerk's are.
fn random_id() -> ClerkId {
    clerk_id(&letters(27))
}

fn drifts(item: &Item) -> Vec<Value> {
    serde_json::from_str(&unzipped_from(item, "drifts")).unwrap()
}

#[tokio::test]
async fn a_run_can_be_read_without_this_program() {
    let engine = Engine::start().await;
    let (lease, mut run) = begin(&engine).await;
    run.counts.compared = 7;
    run.fields.insert("email".to_owned(), FieldCounts { missing: 1, extra: 0, differing: 2 });
    run.note = Some("note".to_owned());
    run.finished_at = Some(NOW);
    run.state = RunState::Finished;

    save(&engine, &lease, &run, None).await.unwrap();

    let item = stored(&engine, &run, "RUN").await;
    for (name, text) in [
        ("runId", run.id.as_str()),
        ("day", "RUN#2025-11-13"),
        ("status", "finished"),
        ("mode", "incremental"),
        ("note", "note"),
    ] {
        assert_eq!(item.text(name), text, "{name}");
    }
    for name in ["receivedAt", "startedAt", "updatedAt", "finishedAt"] {
        assert_eq!(item.number(name), "1763000000000", "{name}");
    }
    assert_eq!(item.number("expiresAt"), (1_763_000_000 + 30 * 86_400).to_string());
    let number = |map: &str, name: &str| item.0[map].as_m().unwrap()[name].as_n().unwrap().clone();
    assert_eq!(number("counts", "compared"), "7");
    let email = item.0["fields"].as_m().unwrap()["email"].as_m().unwrap();
    assert_eq!(email["differing"].as_n().unwrap(), "2");
    let whole: Value = serde_json::from_str(&unzipped_from(&item, "run")).unwrap();
    assert_eq!(whole["checkpoint"]["pages"], 0);
}

#[tokio::test]
async fn runs_are_listed_by_day_apart_from_events() {
    let engine = Engine::start().await;
    let (lease, run) = begin(&engine).await;

    save(&engine, &lease, &run, None).await.unwrap();

    let listed = engine.listed(EVENTS, "ByDay", ("day", "RUN#2025-11-13")).await;
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].text("status"), listed[0].has("run")), ("open", false));
    assert_eq!(engine.listed(EVENTS, "ByDay", ("day", "2025-11-13")).await, []);
}

#[tokio::test]
async fn the_lease_says_who_may_work_and_on_what() {
    let engine = Engine::start().await;
    let (lease, mut run) = begin(&engine).await;
    run.checkpoint.watermark = Some(NOW);
    let control = async || engine.item(EVENTS, "RECONCILER", "CONTROL").await.unwrap();
    let item = control().await;
    assert_eq!((item.number("fence"), item.number("leaseUntil")), ("1", "1763000060000"));
    assert!(!item.has("expiresAt"), "it stays for good");

    save(&engine, &lease, &run, None).await.unwrap();
    let item = control().await;
    assert_eq!((item.text("openRun"), item.has("watermark")), (run.id.as_str(), false));

    run.state = RunState::Finished;
    save(&engine, &lease, &run, None).await.unwrap();
    let item = control().await;
    assert_eq!((item.number("watermark"), item.has("openRun")), ("1763000000000", false));
}

#[tokio::test]
async fn a_page_of_drifts_is_a_list_that_any_tool_can_read() {
    let engine = Engine::start().await;
    let (lease, run) = begin(&engine).await;
    let email = FieldChange {
        field: "email".to_owned(),
        before: Some("a…@example.com".to_owned()),
        after: None,
    };

    let drift = differs(clerk_id("ada"), vec![email]);
    save(&engine, &lease, &run, Some((7, &[drift]))).await.unwrap();

    let item = stored(&engine, &run, "DRIFT#000007").await;
    assert_eq!((item.text("runId"), item.number("count")), (run.id.as_str(), "1"));
    assert!(item.has("expiresAt") && !item.has("truncated"));
    let [drift] = &drifts(&item)[..] else { panic!("one drift") };
    assert_eq!((&drift["clerkId"], &drift["kind"]), (&json!("user_ada"), &json!("differs")));
    let email = json!([{ "field": "email", "ours": "a…@example.com", "clerk": null }]);
    assert_eq!(drift["fields"], email);
}

#[tokio::test]
async fn a_page_on_which_everybody_differs_in_everything_is_kept_whole() {
    let engine = Engine::start().await;
    let (lease, run) = begin(&engine).await;
    let field = |number: usize| FieldChange {
        field: format!("field-{number}"),
        before: Some(letters(12)),
        after: Some(letters(12)),
    };
    let everything = |_| differs(random_id(), (0..12).map(field).collect());
    let page: Vec<_> = (0..500).map(everything).collect();

    save(&engine, &lease, &run, Some((1, &page))).await.unwrap();

    let item = stored(&engine, &run, "DRIFT#000001").await;
    assert_eq!((drifts(&item).len(), item.has("truncated")), (500, false));
}

#[tokio::test]
async fn drifts_that_do_not_fit_are_cut_and_the_item_says_so() {
    let engine = Engine::start().await;
    let (lease, run) = begin(&engine).await;
    let many: Vec<_> = (0..10_000).map(|_| differs(random_id(), Vec::new())).collect();

    save(&engine, &lease, &run, Some((1, &many))).await.unwrap();

    let item = stored(&engine, &run, "DRIFT#000001").await;
    assert_eq!(item.number("count"), "10000");
    assert!(item.0["truncated"].as_bool().unwrap());
    let kept = drifts(&item).len();
    assert!((5_000..10_000).contains(&kept), "{kept}");
}

#[tokio::test]
async fn a_checkpoint_with_as_many_absent_as_it_keeps_fits() {
    let engine = Engine::start().await;
    let (lease, mut run) = begin(&engine).await;
    run.checkpoint.absent = std::iter::repeat_with(random_id).take(5_000).collect();
    run.checkpoint.boundary = std::iter::repeat_with(random_id).take(500).collect();

    save(&engine, &lease, &run, None).await.unwrap();

    assert_eq!(engine.store.run(&run.id).await.unwrap(), Some(run));
}

#[tokio::test]
async fn a_run_that_cannot_be_read_is_none_to_go_on_with() {
    let engine = Engine::start().await;
    let (lease, run) = begin(&engine).await;
    save(&engine, &lease, &run, None).await.unwrap();
    let whole = stored(&engine, &run, "RUN").await;
    let spoilt = [None, Some(b"no gzip".to_vec())];

    for bytes in spoilt {
        let mut item = whole.clone();
        match bytes {
            Some(bytes) => {
                let bytes = aws_sdk_dynamodb::primitives::Blob::new(bytes);
                let bytes = aws_sdk_dynamodb::types::AttributeValue::B(bytes);
                item.0.insert("run".to_owned(), bytes)
            }
            None => item.0.remove("run"),
        };
        engine.put(EVENTS, item).await;
        assert_eq!(engine.store.run(&run.id).await.unwrap(), None);
    }
}

#[tokio::test]
async fn of_sixteen_who_ask_for_the_lease_one_gets_it() {
    let engine = Engine::start().await;

    let all = join_all((0..16).map(|_| engine.store.acquire(NOW, LEASE))).await;

    assert_eq!(all.into_iter().filter_map(Result::unwrap).count(), 1);
}

#[tokio::test]
async fn a_lease_whose_answer_is_lost_is_held_all_the_same() {
    let engine = Engine::start().await;
    engine.wire.fail("UpdateItem", Fault::AnswerLost);

    let lease = engine.store.acquire(NOW, LEASE).await.unwrap().unwrap();

    assert_eq!(lease.fence, 2, "the second request found its own lease");
    assert_eq!(engine.store.acquire(NOW, LEASE).await.unwrap(), None);
    let run = Run::begin(RunId::mint(NOW, lease.fence), Request::default(), NOW);
    assert_eq!(save(&engine, &lease, &run, None).await.unwrap(), Saved::Done);
}

#[tokio::test]
async fn a_lease_that_is_being_saved_is_held() {
    let engine = Engine::start().await;
    engine.wire.fail("UpdateItem", Fault::error("TransactionConflictException"));

    assert_eq!(engine.store.acquire(NOW, LEASE).await.unwrap(), None);
}

#[tokio::test]
async fn a_save_whose_answer_is_lost_is_no_lost_lease() {
    let engine = Engine::start().await;
    let (lease, mut run) = begin(&engine).await;
    run.state = RunState::Finished;
    for answers_lost in [1, 2] {
        engine.wire.take_calls();
        for _ in 0..answers_lost {
            engine.wire.fail(TRANSACT, Fault::AnswerLost);
        }

        assert_eq!(save(&engine, &lease, &run, None).await.unwrap(), Saved::Done);

        assert_eq!(engine.wire.take_calls().len(), answers_lost + 1, "all with one token");
    }
    for _ in 0..3 {
        engine.wire.fail(TRANSACT, Fault::AnswerLost);
    }
    let error = save(&engine, &lease, &run, None).await.unwrap_err();
    assert!(matches!(error, StoreError::Unavailable(_)));
    assert_eq!(save(&engine, &lease, &run, None).await.unwrap(), Saved::Done, "and can be made");
}

#[tokio::test]
async fn a_save_in_the_way_of_a_question_for_the_lease_is_made_again() {
    let engine = Engine::start().await;
    let (lease, run) = begin(&engine).await;
    let conflict = Fault::cancelled(&["TransactionConflict", "None"]);

    engine.wire.fail(TRANSACT, conflict.clone());
    assert_eq!(save(&engine, &lease, &run, None).await.unwrap(), Saved::Done);

    for _ in 0..5 {
        engine.wire.fail(TRANSACT, conflict.clone());
    }
    let error = save(&engine, &lease, &run, None).await.unwrap_err();
    assert!(matches!(error, StoreError::Unavailable(_)));
}

#[tokio::test]
async fn each_reason_of_a_save_that_was_not_made_has_its_meaning() {
    let engine = Engine::start().await;
    let (lease, run) = begin(&engine).await;
    for (code, expected) in [
        ("ConditionalCheckFailed", Ok(Saved::LeaseLost)),
        ("ThrottlingError", Err("store is unavailable")),
        ("SomethingNew", Err("store is unavailable")),
        ("ValidationError", Err("store refuses the request")),
    ] {
        engine.wire.fail(TRANSACT, Fault::cancelled(&[code, "None"]));

        let saved = save(&engine, &lease, &run, None).await.map_err(|it| it.to_string());

        assert_eq!(saved, expected.map_err(str::to_owned), "{code}");
    }
}
