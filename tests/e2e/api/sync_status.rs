//! How far the platform keeps up with Clerk, as an admin sees it at a glance.

use serde_json::{Value, json};

use crate::support::api::{Ask, Member};
use crate::support::clerk::{Event, Someone, unique};
use crate::support::stack::Stack;
use crate::support::wait::{IN_THE_END, SOON, until};

async fn status(stack: &Stack, admin: &Member) -> Value {
    stack.ask(Ask::get("/v1/sync-status").by(admin)).await.ok()
}

#[tokio::test]
async fn the_newest_event_and_run_are_told_and_a_queue_that_is_worked_off() {
    let stack = Stack::find_alone().await;
    let admin = stack.member(&["ADMIN"]).await;
    let run = stack.reconcile_all().await;
    let someone = Someone::new();
    assert_eq!(stack.settle(&someone.created()).await, "created");

    let told = status(&stack, &admin).await;

    assert_eq!(told["lastRun"]["runId"], json!(run.run_id));
    assert_eq!(told["lastRun"]["state"], "finished");
    let last = &told["lastEvent"];
    assert_eq!(
        (&last["eventType"], &last["status"]),
        (&json!("user.created"), &json!("processed"))
    );
    assert!(last["receivedAt"].as_str() < told["checkedAt"].as_str(), "{told}");
    assert!(last["processedAt"].is_string(), "{told}");
    let counts = ["waiting", "inFlight", "delayed"].map(|it| told["queue"][it].as_u64());
    assert!(counts.iter().all(Option::is_some), "{told}");
}

#[tokio::test]
async fn an_edit_that_cannot_reach_clerk_is_counted_until_it_does() {
    let stack = Stack::find_alone().await;
    let admin = stack.member(&["ADMIN"]).await;
    let ada = stack.member(&["CLIENT"]).await;
    stack.withhold(ada.clerk_id(), 500).await;
    let waiting = async || status(&stack, &admin).await["pendingPushes"].clone();
    let before = waiting().await["count"].as_u64().unwrap();

    let edit = Ask::patch(ada.client(), &json!({ "companyName": format!("Works {}", unique()) }));
    stack.ask(edit.by(&ada)).await.ok();

    let pushes = waiting().await;
    assert_eq!((&pushes["count"], &pushes["atLeast"]), (&json!(before + 1), &json!(false)));
    assert!(pushes["oldestSince"].is_string(), "{pushes}");
    stack.reconnect(ada.clerk_id()).await;
    until("Clerk is told", SOON, async || {
        let pushes = waiting().await;
        if pushes["count"] == before { Ok(()) } else { Err(pushes.to_string()) }
    })
    .await;
}

#[tokio::test]
async fn a_dead_letter_is_counted() {
    let stack = Stack::find().await;
    let admin = stack.member(&["ADMIN"]).await;
    // It doesn't say whom it is about, so that it fails however often it is tried.
    let event = Event::new(r#"{"type":"user.updated","data":{}}"#);
    stack.deliver(&event).await;
    stack.failed(&event.id).await;

    until("it is among the dead letters", IN_THE_END, async || {
        let told = status(&stack, &admin).await;
        if told["deadLetters"].as_u64() > Some(0) { Ok(()) } else { Err(told.to_string()) }
    })
    .await;
}
