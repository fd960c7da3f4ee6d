//! The ledger, as admins see it, and an event that is tried again.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::api::{Ask, Member};
use crate::support::clerk::{Event, Someone, unique};
use crate::support::stack::Stack;

const LEDGER: &str = "/v1/webhook-events";

/// The ids of the events that a query finds, newest first.
async fn found(stack: &Stack, admin: &Member, query: &str) -> Vec<String> {
    let events = stack.walk(&format!("{LEDGER}?{query}"), "events", Some(admin)).await;
    events.iter().map(|it| it["svixId"].as_str().unwrap().to_owned()).collect()
}

fn retry(id: &str) -> Ask {
    Ask::new(Method::POST, format!("{LEDGER}/{id}/retry"))
}

#[tokio::test]
async fn the_ledger_is_found_by_person_type_status_and_time() {
    let stack = Stack::find().await;
    let admin = stack.member(&["ADMIN"]).await;
    let mut ada = Someone::new();
    let events = [ada.created(), ada.rename("Grace"), ada.signed_in(ada.updated_at), ada.deleted()];
    for event in &events {
        stack.settle(event).await;
    }
    let id = stack.person(&ada.id).await.id().to_owned();
    let [created, renamed, signed_in, deleted] = events.map(|it| it.id);
    let all = [&deleted, &signed_in, &renamed, &created].map(Clone::clone);
    let about = format!("clerkId={}", ada.id);

    assert_eq!(found(&stack, &admin, &about).await, all);
    assert_eq!(found(&stack, &admin, &format!("userId={id}")).await, all);
    for limit in [1, 3] {
        assert_eq!(found(&stack, &admin, &format!("{about}&limit={limit}")).await, all);
    }
    let narrowed = async |query: &str| found(&stack, &admin, &format!("{about}&{query}")).await;
    assert_eq!(narrowed("eventType=user.updated").await, [renamed.as_str()]);
    assert_eq!(narrowed("status=processed").await, all);
    assert_eq!(narrowed("status=failed").await, Vec::<String>::new());
    let event = stack.ask(Ask::get(format!("{LEDGER}/{renamed}")).by(&admin)).await.ok();
    let at = event["receivedAt"].as_str().unwrap();
    assert_eq!(narrowed(&format!("from={at}")).await, all[..3]);
    assert_eq!(narrowed(&format!("until={at}")).await, [created]);
}

#[tokio::test]
async fn an_event_shows_what_came_and_tells_of_nobody() {
    let stack = Stack::find().await;
    let admin = stack.member(&["ADMIN"]).await;
    let mut ada = Someone::new();
    "Plantedname".clone_into(&mut ada.name);
    ada.email = Some(format!("planted.local.{}@example.com", unique()));
    let created = ada.created();
    let mut body: Value = serde_json::from_slice(&created.body).unwrap();
    body["data"]["unsafe_metadata"] = json!({ "note": "Plantednote", "type": "Plantedtype" });
    body["data"]["external_id"] = json!("Plantedid");
    body["event_attributes"]["http_request"]["client_ip"] = json!("198.51.100.77");
    let event = Event { body: body.to_string().into_bytes(), ..created };
    stack.settle(&event).await;

    let told = stack.ask(Ask::get(format!("{LEDGER}/{}", event.id)).by(&admin)).await;

    let shown = told.ok();
    let expected = (&json!("user.created"), &json!("processed"), &json!("created"));
    assert_eq!((&shown["eventType"], &shown["status"], &shown["outcome"]), expected);
    assert_eq!(shown["clerkId"], ada.id);
    let payload = &shown["payload"];
    assert_eq!(payload["type"], "user.created");
    assert_eq!(payload["data"]["id"], ada.id);
    assert_eq!(payload["data"]["updated_at"], ada.updated_at);
    assert_eq!(payload["data"]["email_addresses"][0]["verification"]["status"], "verified");
    for planted in ["Planted", "planted", "198.51.100.77", "Mozilla"] {
        assert!(!told.text.contains(planted), "{planted}: {}", told.text);
    }
}

#[tokio::test]
async fn a_failed_event_that_is_retried_applies_and_its_dead_letter_does_no_more() {
    let stack = Stack::find().await;
    let admin = stack.member(&["ADMIN"]).await;
    let (mut holder, mut rival) = (Someone::new(), Someone::new());
    stack.settle(&holder.created()).await;
    stack.settle(&rival.created()).await;
    // Whose the address is, only Clerk could tell, and refuses to.
    stack.withhold(&holder.id, 403).await;
    let update = rival.take_email(Some(holder.address()));
    stack.deliver(&update).await;
    stack.dead_letter(&update.id).await;
    let about = format!("clerkId={}&status=failed", rival.id);
    assert_eq!(found(&stack, &admin, &about).await, [update.id.as_str()]);
    let path = format!("{LEDGER}/{}", update.id);
    let failed = stack.ask(Ask::get(&path).by(&admin)).await.ok();
    let error = failed["error"].as_str().unwrap();
    assert!(error.starts_with("clerk refuses the secret key"), "{error}");

    holder.take_email(None);
    stack.clerk_has(&holder).await;
    stack.reconnect(&holder.id).await;
    let told = stack.ask(retry(&update.id).by(&admin)).await;
    assert_eq!((told.status, told.header("location")), (202, path.as_str()), "{told:?}");

    assert_eq!(stack.settled(&update.id).await.outcome(), "updated");
    let shown = stack.ask(Ask::get(&path).by(&admin)).await.ok();
    assert_eq!((&shown["status"], &shown["error"]), (&json!("processed"), &Value::Null));
    let person = stack.assert_in_step(&rival).await;
    stack.redrive(&update.id).await;
    let outcomes = stack.handled(&update, 2).await;
    assert_eq!(outcomes, ["updated", "duplicate"]);
    assert_eq!(stack.assert_in_step(&rival).await, person);
    assert_eq!(found(&stack, &admin, &about).await, Vec::<String>::new());
}

#[tokio::test]
async fn only_what_has_failed_is_retried() {
    let stack = Stack::find().await;
    let admin = stack.member(&["ADMIN"]).await;
    let ada = Someone::new();
    let created = ada.created();
    stack.settle(&created).await;

    let done = stack.ask(retry(&created.id).by(&admin)).await;
    assert_eq!(done.problem(), (409, "not_failed".to_owned()));
    let unknown = stack.ask(retry("msg_unknown").by(&admin)).await;
    assert_eq!(unknown.problem(), (404, "not_found".to_owned()));
    assert_eq!(stack.settled(&created.id).await.attempts(), 1);
}

#[tokio::test]
async fn a_message_that_is_no_event_is_shown_and_cannot_be_retried() {
    let stack = Stack::find().await;
    let admin = stack.member(&["ADMIN"]).await;
    let body = format!("garbage {} of planted@example.com", unique());
    let id = format!("sqs_{}", stack.enqueue(&body).await);
    stack.failed(&id).await;

    let told = stack.ask(Ask::get(format!("{LEDGER}/{id}")).by(&admin)).await;
    let shown = told.ok();
    assert_eq!((&shown["eventType"], &shown["status"]), (&Value::Null, &json!("failed")));
    assert!(!told.text.contains("planted"), "{}", told.text);
    let retried = stack.ask(retry(&id).by(&admin)).await;
    assert_eq!(retried.problem(), (409, "event_unreadable".to_owned()));
}
