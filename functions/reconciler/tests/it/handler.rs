//! Invocations through the handler, with every port in memory.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use lambda_runtime::{Context, Diagnostic, LambdaEvent};
use profile_core::memory::{FixedClock, MemoryDirectory, MemoryStore};
use profile_core::{RunId, RunStore, Timestamp};
use profile_lambda::Metrics;
use reconciler::{Failure, Handler, Summary};
use serde_json::{Value, json};

const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);

struct World {
    handler: Handler<MemoryStore, MemoryDirectory, FixedClock>,
    lines: Arc<Mutex<Vec<Value>>>,
}

impl World {
    /// Clerk has users, and we have none.
    fn with_users(number: u64) -> Self {
        let lines = Arc::<Mutex<Vec<Value>>>::default();
        let sink = Arc::clone(&lines);
        let metrics = Metrics::to("test".to_owned(), "reconciler", move |line| {
            sink.lock().unwrap().push(serde_json::from_str(line).unwrap());
        });
        let directory = MemoryDirectory::default();
        for number in 0..number {
            directory.put_json(json!({
                "id": format!("user_{number}"), "first_name": "Planted Name",
                "created_at": 1_780_000_000_000_u64 + number,
                "updated_at": 1_780_000_000_000_u64 + number,
            }));
        }
        let handler = Handler {
            store: MemoryStore::default(),
            directory,
            clock: FixedClock(NOW),
            metrics,
            grace: Duration::from_mins(2),
        };
        Self { handler, lines }
    }

    async fn invoke_until(&self, request: Value, deadline: Timestamp) -> Result<Summary, Failure> {
        let mut context = Context::default();
        context.deadline = deadline.unsigned();
        self.handler.handle(LambdaEvent::new(request, context)).await
    }

    async fn invoke(&self, request: Value) -> Result<Summary, Failure> {
        self.invoke_until(request, NOW.after(Duration::from_mins(15))).await
    }

    /// The metrics of the last invocation.
    fn metrics(&self) -> Value {
        self.lines.lock().unwrap().last().unwrap().clone()
    }
}

#[tokio::test]
async fn an_invocation_answers_with_what_it_did_and_counts_it() {
    let world = World::with_users(3);

    let summary = world.invoke(json!({ "mode": "full" })).await.unwrap();

    let answer = serde_json::to_value(&summary).unwrap();
    assert_eq!((&answer["state"], &answer["mode"]), (&json!("finished"), &json!("full")));
    assert_eq!(answer["counts"]["repaired"], json!(3));
    assert_eq!(answer["fields"]["name"], json!({ "missing": 3, "extra": 0, "differing": 0 }));
    assert_eq!(answer["startedAt"], json!(NOW.unsigned()));
    assert!(!answer.to_string().contains("Planted"), "{answer}");
    let metrics = world.metrics();
    assert_eq!((&metrics["RunsFinished"], &metrics["RunsFailed"]), (&json!(1), &json!(0)));
    assert_eq!((&metrics["MissedEvents"], &metrics["UsersRepaired"]), (&json!(3), &json!(3)));
    assert_eq!(metrics["DeleteBrake"], json!(0));
}

#[tokio::test]
async fn without_a_request_an_incremental_run_is_meant() {
    let world = World::with_users(1);
    world.invoke(json!({ "mode": "full" })).await.unwrap();

    for request in [Value::Null, json!({})] {
        let summary = world.invoke(request).await.unwrap();
        assert_eq!(serde_json::to_value(&summary).unwrap()["mode"], json!("incremental"));
    }
}

#[tokio::test]
async fn a_request_that_is_none_is_refused_with_what_to_send() {
    let world = World::with_users(1);
    for request in [
        json!({ "mode": "everything" }),
        json!({ "dryrun": true }),
        json!({ "dryRun": "yes" }),
        json!({ "runId": "the last one" }),
        json!([]),
        json!("full"),
        json!(7),
    ] {
        let failure = world.invoke(request.clone()).await.expect_err(&request.to_string());

        let diagnostic = Diagnostic::from(failure);
        assert_eq!(diagnostic.error_type, "InvalidRequest");
        assert!(diagnostic.error_message.contains(r#""mode" ("incremental" or "full")"#));
        assert_eq!(world.metrics()["RunsFailed"], json!(1));
    }
    assert_eq!(world.handler.store.saves(), 0);
}

#[tokio::test]
async fn while_another_run_works_it_says_so() {
    let world = World::with_users(1);
    world.handler.store.acquire(NOW, Duration::from_mins(1)).await.unwrap();

    let summary = world.invoke(json!({})).await.unwrap();

    assert_eq!((summary.state, summary.run_id), ("busy", None));
    assert_eq!(world.metrics()["RunsRefused"], json!(1));
}

#[tokio::test]
async fn an_invocation_without_time_leaves_its_run_open() {
    let world = World::with_users(3);

    let first = world.invoke_until(json!({ "mode": "full" }), NOW).await.unwrap();
    let second = world.invoke(json!({ "mode": "full" })).await.unwrap();

    assert_eq!((first.state, second.state), ("open", "finished"));
    assert_eq!(first.run_id, second.run_id);
    assert_eq!(second.counts.compared, 3);
}

#[tokio::test]
async fn a_run_takes_the_id_that_it_is_asked_for_by_and_is_made_and_counted_once() {
    let world = World::with_users(3);
    let id = RunId::random(NOW, 7);
    let request = json!({ "mode": "full", "runId": id.as_str() });

    let first = world.invoke(request.clone()).await.unwrap();
    let lines = world.lines.lock().unwrap().len();
    let second = world.invoke(request).await.unwrap();

    assert_eq!((first.run_id.as_ref(), first.state), (Some(&id), "finished"));
    assert_eq!(first, second);
    assert_eq!(world.lines.lock().unwrap().len(), lines);
}

#[tokio::test]
async fn while_clerk_is_down_the_invocation_fails_and_is_counted() {
    let world = World::with_users(3);
    world.handler.directory.set_down(true);

    let failure = world.invoke(json!({ "mode": "full" })).await.unwrap_err();

    assert_eq!(Diagnostic::from(failure).error_type, "ClerkFailed");
    assert_eq!(world.metrics()["RunsFailed"], json!(1));
    world.handler.directory.set_down(false);
    assert_eq!(world.invoke(json!({})).await.unwrap().counts.repaired, 3);
}

#[tokio::test]
async fn the_brake_is_an_alarm_of_its_own() {
    let world = World::with_users(40);
    world.invoke(json!({ "mode": "full" })).await.unwrap();
    for user in world.handler.directory.users() {
        world.handler.directory.remove(&user.id);
    }

    let summary = world.invoke(json!({ "mode": "full" })).await.unwrap();

    assert_eq!(summary.state, "stopped");
    let metrics = world.metrics();
    assert_eq!((&metrics["DeleteBrake"], &metrics["RunsFailed"]), (&json!(1), &json!(1)));
    let allowed = world.invoke(json!({ "mode": "full", "allowDeletes": true })).await.unwrap();
    assert_eq!((allowed.state, allowed.counts.gone), ("finished", 40));
}

#[tokio::test]
async fn a_dry_run_raises_no_alarm_about_what_it_finds() {
    let world = World::with_users(3);

    let summary = world.invoke(json!({ "mode": "full", "dryRun": true })).await.unwrap();

    assert_eq!((summary.counts.drifted, summary.counts.repaired), (3, 0));
    assert_eq!(world.metrics().get("MissedEvents"), None);
    assert_eq!(world.metrics()["RunsFinished"], json!(1));
}
