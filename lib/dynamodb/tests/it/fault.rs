//! What goes wrong between the store and its tables, and what the store makes of it.

use profile_core::contract::Inspect;
use profile_core::memory::{self, FaultyStore, FixedClock, MemoryDirectory};
use profile_core::{Commit, EventStatus, Origin, Outcome, People, StoreError, Sync, SyncStore};
use serde_json::json;

use crate::support::{
    Engine, Fault, NOW, USERS, claim, event, ignored, settled, sign_in, user, write,
};

const TRANSACT: &str = "TransactWriteItems";
const UPDATE: &str = "UpdateItem";
const BATCH_GET: &str = "BatchGetItem";

#[tokio::test]
async fn through_the_engine_every_fault_ends_in_one_application() {
    use memory::Fault;
    for (fault, outcome) in [
        (Fault::None, Ok(Outcome::Updated)),
        (Fault::TransactionConflict, Ok(Outcome::Updated)),
        (Fault::Refused, Err(Outcome::Updated)),
        (Fault::AnswerLost, Err(Outcome::Duplicate)),
    ] {
        let engine = Engine::start().await;
        engine.store.commit(&write(None, user("ada")), None).await.unwrap();
        let store = FaultyStore::new(engine, [fault]);
        let directory = MemoryDirectory::default();
        let sync = Sync { store: &store, directory: &directory, clock: &FixedClock(NOW) };
        let (event, change) = (event("ada"), claim("ada", "new@example.com", 1));
        let apply = async || {
            let change = Some(change.clone());
            let applied = Box::pin(sync.apply(&event, change, &Origin::default())).await;
            applied.map(|it| it.outcome)
        };

        match outcome {
            Ok(outcome) => assert_eq!(apply().await.unwrap(), outcome, "{fault:?}"),
            Err(at_last) => {
                apply().await.unwrap_err();
                assert_eq!(apply().await.unwrap(), at_last, "{fault:?}");
            }
        }

        let row = store.inner.ledger_row(&event.id).await.unwrap();
        assert_eq!((row.status, row.attempts), (EventStatus::Processed, 1), "{fault:?}");
        let person = store.state(&sign_in("ada")).await.unwrap().person.unwrap();
        assert_eq!(store.inner.trail(&person.user.id).await.len(), 2, "{fault:?}");
    }
}

#[tokio::test]
async fn a_commit_whose_answer_is_lost_is_made_once() {
    let engine = Engine::start().await;
    engine.wire.fail(TRANSACT, Fault::AnswerLost);
    let (event, write) = (event("ada"), write(None, user("ada")));

    let commit = engine.store.commit(&write, Some(settled(&event, &write))).await.unwrap();

    assert_eq!(commit, Commit::Done, "the second try has the first one's token");
    assert_eq!(engine.wire.take_calls().len(), 2);
    assert_eq!(engine.ledger_row(&event.id).await.unwrap().attempts, 1);
}

#[tokio::test]
async fn a_commit_whose_answers_are_all_lost_comes_out_as_settled() {
    let engine = Engine::start().await;
    for _ in 0..3 {
        engine.wire.fail(TRANSACT, Fault::AnswerLost);
    }
    let (event, write) = (event("ada"), write(None, user("ada")));
    let commit = async || engine.store.commit(&write, Some(settled(&event, &write))).await;

    assert!(matches!(commit().await, Err(StoreError::Unavailable(_))));
    assert_eq!(commit().await.unwrap(), Commit::AlreadySettled);
}

#[tokio::test]
async fn a_note_whose_answer_is_lost_is_made_once() {
    let engine = Engine::start().await;
    engine.wire.fail(UPDATE, Fault::AnswerLost);
    let event = event("ada");

    assert_eq!(engine.store.settle(ignored(&event)).await.unwrap(), Commit::AlreadySettled);

    let row = engine.ledger_row(&event.id).await.unwrap();
    assert_eq!((row.outcome, row.attempts), (Some(Outcome::Ignored), 1));
}

#[tokio::test]
async fn each_reason_of_a_cancelled_transaction_has_its_meaning() {
    let engine = Engine::start().await;
    let (event, write) = (event("ada"), write(None, user("ada")));
    let with = Some(settled(&event, &write));
    for (reasons, with_event, expected) in [
        (["ConditionalCheckFailed", "None"], true, Ok(Commit::AlreadySettled)),
        (["ConditionalCheckFailed", "TransactionConflict"], true, Ok(Commit::AlreadySettled)),
        (["ConditionalCheckFailed", "None"], false, Ok(Commit::Outdated)),
        (["None", "ConditionalCheckFailed"], true, Ok(Commit::Outdated)),
        (["TransactionConflict", "None"], true, Ok(Commit::Outdated)),
        (["None", "TransactionConflict"], false, Ok(Commit::Outdated)),
        (["None", "ThrottlingError"], true, Err("store is unavailable")),
        (["None", "ProvisionedThroughputExceeded"], true, Err("store is unavailable")),
        (["None", "SomethingNew"], true, Err("store is unavailable")),
        (["None", "ValidationError"], true, Err("store refuses the request")),
    ] {
        engine.wire.fail(TRANSACT, Fault::cancelled(&reasons));

        let commit = engine.store.commit(&write, with.filter(|_| with_event)).await;

        let commit = commit.map_err(|it| it.to_string());
        assert_eq!(commit, expected.map_err(str::to_owned), "{reasons:?}");
    }
}

#[tokio::test]
async fn a_refused_request_says_whether_to_try_again() {
    let engine = Engine::start().await;
    let (event, write) = (event("ada"), write(None, user("ada")));
    for (name, expected) in [
        ("ThrottlingException", "store is unavailable"),
        ("ProvisionedThroughputExceededException", "store is unavailable"),
        ("TransactionInProgressException", "store is unavailable"),
        ("InternalServerError", "store is unavailable"),
        ("AccessDeniedException", "store is unavailable"),
        ("ValidationException", "store refuses the request"),
    ] {
        for operation in [TRANSACT, UPDATE, BATCH_GET, "Query"] {
            for _ in 0..3 {
                engine.wire.fail(operation, Fault::error(name));
            }
        }
        for error in [
            engine.stranger().commit(&write, Some(settled(&event, &write))).await.unwrap_err(),
            engine.stranger().settle(ignored(&event)).await.unwrap_err(),
            engine.stranger().state(&sign_in("ada")).await.unwrap_err(),
            engine.store.trail(&write.after.user.id).await.unwrap_err(),
        ] {
            assert_eq!(error.to_string(), expected, "{name}");
        }
        engine.wire.forget_faults();
    }
    assert_eq!(engine.event(&event.id).await, None);
}

#[tokio::test]
async fn a_note_in_the_way_of_a_transaction_is_to_be_made_again() {
    let engine = Engine::start().await;
    let event = event("ada");
    engine.wire.fail(UPDATE, Fault::error("TransactionConflictException"));

    assert_eq!(engine.store.settle(ignored(&event)).await.unwrap(), Commit::Outdated);
    assert_eq!(engine.store.settle(ignored(&event)).await.unwrap(), Commit::Done);
}

#[tokio::test]
async fn what_is_too_large_is_refused() {
    let engine = Engine::start().await;
    let mut large = user("ada");
    large.user.name = Some("x".repeat(400 * 1024));

    let error = engine.store.commit(&write(None, large), None).await.unwrap_err();

    assert!(matches!(error, StoreError::Refused(_)), "{error:?}");
}

#[tokio::test]
async fn keys_left_unprocessed_are_asked_for_again() {
    let engine = Engine::start().await;
    let write = write(None, user("ada"));
    engine.store.commit(&write, None).await.unwrap();
    let unprocessed = json!({
        "Responses": {},
        "UnprocessedKeys": { USERS: {
            "Keys": [{ "pk": { "S": "CLERK#user_ada" }, "sk": { "S": "POINTER" } }],
            "ConsistentRead": true,
        } },
    });
    let unprocessed = Fault::Instead(200, unprocessed);

    engine.wire.fail(BATCH_GET, unprocessed.clone());
    let state = engine.stranger().state(&sign_in("ada")).await.unwrap();
    assert_eq!(state.person, Some(write.after));

    for _ in 0..4 {
        engine.wire.fail(BATCH_GET, unprocessed.clone());
    }
    let error = engine.stranger().state(&sign_in("ada")).await.unwrap_err();
    assert!(matches!(error, StoreError::Unavailable(_)));
}
