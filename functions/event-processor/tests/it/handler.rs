//! Batches through the handler, with the samples as payloads and every port in memory.

use std::sync::{Arc, Mutex};

use event_processor::Processor;
use lambda_runtime::{Context, LambdaEvent};
use profile_core::audit::{Actor, Cause};
use profile_core::contract::Inspect;
use profile_core::memory::{
    Fault, FaultyStore, FixedClock, MemoryDirectory, MemoryQueue, MemoryStore,
};
use profile_core::{
    Accepted, ClerkId, Edit, Editing, EventId, EventStatus, MetadataWriter, Origin, Outcome,
    Precondition, PushRequest, Role, Roles, SyncStore, Timestamp, UserId,
};
use profile_lambda::Metrics;
use serde_json::{Value, json};

const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);
const MAYA: &str = "user_2MayaOkafor9jHUxv26fU4MUfRd";
const INSTANCE: &str = "ins_2profilesyncsample00000000";

type Lines = Arc<Mutex<Vec<Value>>>;

fn processor<S, D>(store: S, directory: D) -> (Processor<S, D, FixedClock>, Lines) {
    let lines = Lines::default();
    let sink = Arc::clone(&lines);
    let metrics = Metrics::to("test".to_owned(), "event-processor", move |line| {
        sink.lock().unwrap().push(serde_json::from_str(line).unwrap());
    });
    let instance_id = Some(INSTANCE.to_owned());
    let clock = FixedClock(NOW);
    (Processor { store, directory, clock, metrics, instance_id }, lines)
}

/// The message that the receiver makes of a sample.
fn message(sample: &str, svix_id: &str) -> String {
    let path = format!("{}/../../events/{sample}", env!("CARGO_MANIFEST_DIR"));
    let body = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    Accepted::read(&body).unwrap().into_json(&EventId::parse(svix_id).unwrap(), NOW)
}

/// Handles the bodies as one batch, and returns the indices of those that failed.
async fn handle<S: SyncStore, D: MetadataWriter>(
    processor: &Processor<S, D, FixedClock>,
    bodies: &[String],
) -> Vec<usize> {
    let records: Vec<_> = bodies
        .iter()
        .enumerate()
        .map(|(index, body)| json!({ "messageId": index.to_string(), "body": body }))
        .collect();
    let batch = serde_json::from_value(json!({ "Records": records })).unwrap();
    let response = processor.handle(LambdaEvent::new(batch, Context::default())).await.unwrap();
    let failed = response.batch_item_failures.iter();
    failed.map(|it| it.item_identifier.parse().unwrap()).collect()
}

async fn row(store: &MemoryStore, id: &str) -> profile_core::contract::LedgerRow {
    store.ledger_row(&EventId::parse(id).unwrap()).await.unwrap()
}

fn maya() -> ClerkId {
    ClerkId::parse(MAYA).unwrap()
}

#[tokio::test]
async fn a_batch_is_applied_in_the_order_in_which_clerk_changed_the_user() {
    let (processor, _) = processor(MemoryStore::default(), MemoryDirectory::down());
    let bodies = [
        message("user.updated.avatar.json", "msg_3"),
        message("user.updated.name.json", "msg_2"),
        message("user.created.full.json", "msg_1"),
    ];

    assert_eq!(handle(&processor, &bodies).await, [0; 0]);

    let outcomes = [
        row(&processor.store, "msg_1").await.outcome,
        row(&processor.store, "msg_2").await.outcome,
        row(&processor.store, "msg_3").await.outcome,
    ];
    assert_eq!(outcomes, [Outcome::Created, Outcome::Updated, Outcome::Updated].map(Some));
}

#[tokio::test]
async fn a_batch_that_comes_again_changes_nothing() {
    let (processor, lines) = processor(MemoryStore::default(), MemoryDirectory::down());
    let bodies = [
        message("user.created.full.json", "msg_1"),
        message("user.updated.name.json", "msg_2"),
        message("organizationMembership.created.json", "msg_3"),
    ];
    handle(&processor, &bodies).await;
    let before = processor.store.people();
    lines.lock().unwrap().clear();

    assert_eq!(handle(&processor, &bodies).await, [0; 0]);

    assert_eq!(processor.store.people(), before);
    let line = lines.lock().unwrap()[0].clone();
    assert_eq!((&line["Outcome"], &line["EventsHandled"]), (&json!("duplicate"), &json!(3)));
}

#[tokio::test]
async fn a_late_create_does_not_undo_a_delete() {
    let (processor, _) = processor(MemoryStore::default(), MemoryDirectory::down());
    let delete = json!({ "type": "user.deleted", "data": { "id": MAYA } }).to_string();
    let delete = Accepted::read(delete.as_bytes()).unwrap();
    let delete = delete.into_json(&EventId::parse("msg_delete").unwrap(), NOW);

    handle(&processor, &[delete]).await;
    let failed = handle(&processor, &[message("user.created.full.json", "msg_1")]).await;

    assert_eq!(failed, [0; 0]);
    assert!(processor.store.by_clerk_id(&maya()).unwrap().user.is_deleted());
    assert_eq!(row(&processor.store, "msg_1").await.status, EventStatus::Superseded);
}

#[tokio::test]
async fn only_what_cannot_be_read_fails_and_the_ledger_says_why() {
    let (processor, lines) = processor(MemoryStore::default(), MemoryDirectory::down());
    let bodies = [
        "{".to_owned(),
        message("user.updated.no-id.json", "msg_no_id"),
        message("user.created.full.json", "msg_1"),
        message("user.updated.data-not-object.json", "msg_no_object"),
        message("user.created.foreign-instance.json", "msg_foreign"),
        json!({ "version": 99 }).to_string(),
    ];

    assert_eq!(handle(&processor, &bodies).await, [0, 1, 3, 4, 5]);

    assert!(processor.store.by_clerk_id(&maya()).is_some(), "its neighbours are no reason to fail");
    for (id, cause) in [
        ("sqs_0", "malformed at line 1"),
        ("msg_no_id", "data of user.updated is malformed"),
        ("msg_no_object", "data of user.updated is malformed"),
        ("msg_foreign", "ins_2someoneelsesinstance"),
        ("sqs_5", "version 99"),
    ] {
        let row = row(&processor.store, id).await;
        assert_eq!(row.status, EventStatus::Failed, "{id}");
        let error = row.error.unwrap();
        assert!(error.contains(cause), "{id}: {error}");
        assert!(!row.payload.is_empty(), "{id}: what came is kept");
    }
    assert_eq!(lines.lock().unwrap().last().unwrap()["EventsFailed"], 5);
}

#[tokio::test]
async fn attempts_add_up() {
    let (processor, _) = processor(MemoryStore::default(), MemoryDirectory::down());

    for _ in 0..3 {
        handle(&processor, &[message("user.updated.no-id.json", "msg_1")]).await;
    }

    assert_eq!(row(&processor.store, "msg_1").await.attempts, 3);
}

#[tokio::test]
async fn an_empty_batch_and_an_empty_message_do_no_harm() {
    let (processor, _) = processor(MemoryStore::default(), MemoryDirectory::down());

    assert_eq!(handle(&processor, &[]).await, [0; 0]);
    assert_eq!(handle(&processor, &[String::new()]).await, [0]);
}

#[tokio::test]
async fn a_lost_answer_comes_out_as_a_duplicate() {
    let store = FaultyStore::new(MemoryStore::default(), [Fault::AnswerLost]);
    let (processor, _) = processor(store, MemoryDirectory::down());
    let bodies = [message("user.created.full.json", "msg_1")];

    // The write went through, so noting the failure finds the event settled.
    assert_eq!(handle(&processor, &bodies).await, [0; 0]);
    assert_eq!(handle(&processor, &bodies).await, [0; 0]);

    let person = processor.store.inner.by_clerk_id(&maya()).unwrap();
    assert_eq!(person.user.version.0, 1);
    assert_eq!(row(&processor.store.inner, "msg_1").await.attempts, 1);
}

#[tokio::test]
async fn a_refused_write_is_tried_again_by_the_queue() {
    let store = FaultyStore::new(MemoryStore::default(), [Fault::Refused]);
    let (processor, _) = processor(store, MemoryDirectory::down());
    let bodies = [message("user.created.full.json", "msg_1")];

    assert_eq!(handle(&processor, &bodies).await, [0]);
    let failed = row(&processor.store.inner, "msg_1").await;
    assert_eq!(
        (failed.status, failed.error.as_deref()),
        (EventStatus::Failed, Some("store is unavailable: throttled"))
    );
    assert_eq!(handle(&processor, &bodies).await, [0; 0]);

    let row = row(&processor.store.inner, "msg_1").await;
    assert_eq!((row.status, row.attempts, row.error), (EventStatus::Processed, 2, None));
}

#[tokio::test]
async fn a_question_waits_in_the_queue_while_clerk_is_down() {
    let (processor, _) = processor(MemoryStore::default(), MemoryDirectory::default());
    processor.directory.set_down(true);
    let session = [message("session.created.json", "msg_session")];

    assert_eq!(handle(&processor, &session).await, [0]);

    processor.directory.set_down(false);
    let body = message("user.created.full.json", "msg_1");
    let payload: Value = serde_json::from_str(&body).unwrap();
    processor.directory.put(&serde_json::from_value(payload["payload"]["data"].clone()).unwrap());
    assert_eq!(handle(&processor, &session).await, [0; 0]);
    let person = processor.store.by_clerk_id(&maya()).unwrap();
    assert!(person.user.last_sign_in_at.is_some());
    assert!(person.user.roles.contains(Role::Builder));
}

/// Maya is on record and in Clerk, and an admin has just made her a client.
async fn with_a_push_pending(
    processor: &Processor<MemoryStore, MemoryDirectory, FixedClock>,
) -> PushRequest {
    let body = message("user.created.full.json", "msg_1");
    let payload: Value = serde_json::from_str(&body).unwrap();
    processor.directory.put_json(payload["payload"]["data"].clone());
    handle(processor, &[body]).await;
    let user_id = processor.store.by_clerk_id(&maya()).unwrap().user.id;
    let cause = Cause::Request("req_1".to_owned());
    let (now, actor, origin) = (NOW, Actor::System, Origin::default());
    let context =
        profile_core::Context { now, actor, impersonator: None, cause, origin, asked: false };
    let (store, queue, clock) = (&processor.store, &MemoryQueue::default(), &processor.clock);
    let edits = [Edit::Roles(Roles::from_iter([Role::Client]))];
    let editing = Editing { store, queue, clock };
    editing.apply(&user_id, &edits, Precondition::None, &context).await.unwrap();
    PushRequest { user_id }
}

#[tokio::test]
async fn a_push_is_made_beside_the_events_of_its_batch() {
    let (processor, lines) = processor(MemoryStore::default(), MemoryDirectory::default());
    let push = with_a_push_pending(&processor).await.into_json();
    let bodies = [push.clone(), message("unknown-type.json", "msg_2"), push];

    assert_eq!(handle(&processor, &bodies).await, [0; 0]);

    let told = processor.directory.json(&maya()).unwrap();
    assert_eq!(told["public_metadata"]["roles"], json!(["CLIENT"]));
    assert_eq!(processor.directory.merges(), 1, "however often it is asked for");
    let batch = lines.lock().unwrap().last().unwrap().clone();
    assert_eq!((&batch["PushesDone"], &batch["PushesFailed"]), (&json!(1), &json!(0)));
}

#[tokio::test]
async fn a_push_that_fails_goes_back_to_the_queue_alone() {
    let (processor, lines) = processor(MemoryStore::default(), MemoryDirectory::default());
    let push = with_a_push_pending(&processor).await.into_json();
    processor.directory.set_down(true);

    let failed = handle(&processor, &[message("unknown-type.json", "msg_2"), push.clone()]).await;

    assert_eq!(failed, [1]);
    let batch = lines.lock().unwrap().last().unwrap().clone();
    assert_eq!(batch["PushesFailed"], json!(1));
    processor.directory.set_down(false);
    assert_eq!(handle(&processor, &[push]).await, [0; 0]);
    assert_eq!(processor.directory.merges(), 1);
}

#[tokio::test]
async fn a_push_for_nobody_asks_nothing_of_clerk() {
    let (processor, _) = processor(MemoryStore::default(), MemoryDirectory::down());
    let push = PushRequest { user_id: UserId::parse("nobody").unwrap() };

    assert_eq!(handle(&processor, &[push.into_json()]).await, [0; 0]);
}

#[tokio::test]
async fn ages_and_outcomes_are_measured() {
    let (processor, lines) = processor(MemoryStore::default(), MemoryDirectory::down());
    let bodies =
        [message("user.created.full.json", "msg_1"), message("unknown-type.json", "msg_2")];

    handle(&processor, &bodies).await;

    let lines = lines.lock().unwrap();
    let batch = lines.last().unwrap();
    assert_eq!((&batch["EventAge"], &batch["Conflicts"]), (&json!([0, 0]), &json!(0)));
    let outcomes: Vec<_> = lines.iter().filter_map(|it| it["Outcome"].as_str()).collect();
    assert_eq!(outcomes, ["created", "ignored"]);
}
