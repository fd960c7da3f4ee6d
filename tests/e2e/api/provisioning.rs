//! R4: whoever has just signed up is never told that they don't exist.

use clerk_simulator::TokenRequest;
use futures_util::future::{join, join_all};
use profile_core::audit::{Actor, Cause};
use serde_json::{Value, json};

use crate::support::api::{Ask, Told};
use crate::support::clerk::{Someone, unique};
use crate::support::stack::Stack;

/// Somebody whom Clerk knows, and we don't yet, with their token.
async fn newcomer(stack: &Stack) -> (Someone, String) {
    let someone = Someone::new();
    stack.clerk_has(&someone).await;
    let token = stack.token(&TokenRequest::of(&someone.id)).await;
    (someone, token)
}

async fn me(stack: &Stack, token: &str) -> Told {
    stack.ask(Ask::get("/v1/me").with(token)).await
}

#[tokio::test]
async fn somebody_whose_webhook_has_not_come_is_on_record_at_once() {
    let stack = Stack::find().await;
    let (someone, token) = newcomer(&stack).await;

    let told = me(&stack, &token).await;

    let person = stack.assert_in_step(&someone).await;
    assert_eq!(told.ok()["user"]["id"], person.id());
    assert_eq!(told.ok()["client"]["active"], true, "with the profile of their role");
    let entry = stack.trail(&person).await.remove(0).record;
    assert_eq!(entry.cause, Cause::Request(told.request_id().to_owned()));
    assert_eq!(entry.actor, Actor::Clerk, "what is on record is Clerk's word");

    let outcome = stack.settle(&someone.created()).await;
    assert!(["duplicate", "unchanged"].contains(&outcome.as_str()), "{outcome}");
    assert_eq!(stack.assert_in_step(&someone).await, person, "the webhook changes nothing");
}

#[tokio::test]
async fn first_requests_and_the_webhook_at_once_make_one_record() {
    let stack = Stack::find().await;

    for _ in 0..3 {
        let (someone, token) = newcomer(&stack).await;
        let requests = join_all((0..3).map(|_| me(&stack, &token)));
        let (outcome, told) = join(stack.settle(&someone.created()), requests).await;

        assert!(["created", "duplicate", "unchanged"].contains(&outcome.as_str()), "{outcome}");
        let person = stack.assert_in_step(&someone).await;
        assert_eq!(person.version(), 1);
        for told in told {
            assert_eq!(told.ok()["user"]["id"], person.id());
        }
    }
}

#[tokio::test]
async fn while_clerk_is_down_a_newcomer_is_asked_to_come_again() {
    let stack = Stack::find().await;
    let (someone, token) = newcomer(&stack).await;
    stack.cut_off(&someone.id).await;

    let told = me(&stack, &token).await;

    assert_eq!(told.problem(), (503, "unavailable".to_owned()));
    let wait: u64 = told.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait} s");
    assert_eq!(stack.known(&someone.id).await, None);

    stack.reconnect(&someone.id).await;
    me(&stack, &token).await.ok();
    stack.assert_in_step(&someone).await;
}

#[tokio::test]
async fn who_is_known_needs_no_clerk() {
    let stack = Stack::find().await;
    let ada = stack.member(&["BUILDER"]).await;
    stack.cut_off(ada.clerk_id()).await;

    let told = me(&stack, &ada.token).await;

    stack.reconnect(ada.clerk_id()).await;
    assert_eq!(told.ok()["user"]["id"], ada.id);
}

#[tokio::test]
async fn whom_clerk_does_not_know_is_nobody_however_often_they_ask() {
    let stack = Stack::find().await;
    let nobody = Someone::new();
    let token = stack.token(&TokenRequest::of(&nobody.id)).await;

    for _ in 0..2 {
        assert_eq!(me(&stack, &token).await.problem(), (401, "bad_token".to_owned()));
    }

    assert_eq!(stack.known(&nobody.id).await, None, "nothing is left of it");
}

#[tokio::test]
async fn a_look_at_what_is_public_puts_nobody_on_record() {
    let stack = Stack::find().await;
    let ada = stack.member(&["BUILDER"]).await;
    let (someone, token) = newcomer(&stack).await;

    let shown = stack.ask(Ask::get(ada.builder()).with(&token)).await.ok();

    assert_eq!(shown["userId"], ada.id);
    assert!(shown.get("hourlyRate").is_none(), "they see what the public sees");
    assert_eq!(stack.known(&someone.id).await, None);
}

/// Imports somebody without a Clerk user, with that address; returns our id of them.
async fn import(stack: &Stack, address: &str) -> String {
    let id = format!("usr-{}", unique());
    let user = json!({
        "id": id, "email": address, "roles": ["BUILDER"], "verified": false, "isFounder": true,
        "createdAt": "2024-05-01T10:00:00Z", "updatedAt": "2024-05-01T10:00:00Z",
    });
    stack.import(&json!({ "user": user })).await;
    id
}

#[tokio::test]
async fn somebody_imported_who_comes_in_by_a_verified_address_finds_their_record() {
    let stack = Stack::find().await;
    let (someone, token) = newcomer(&stack).await;
    let id = import(&stack, someone.address()).await;

    let shown = me(&stack, &token).await.ok();

    assert_eq!(shown["user"]["id"], id);
    assert_eq!(shown["user"]["roles"], json!(["BUILDER"]), "with what they were");
    assert_eq!(shown["builder"]["active"], true);
    stack.assert_in_step(&someone).await;
}

#[tokio::test]
async fn an_address_that_is_not_verified_leads_to_nobodys_record() {
    let stack = Stack::find().await;
    let someone = Someone { verified: false, ..Someone::new() };
    stack.clerk_has(&someone).await;
    let token = stack.token(&TokenRequest::of(&someone.id)).await;
    let id = import(&stack, someone.address()).await;

    let shown = me(&stack, &token).await.ok();

    assert_ne!(shown["user"]["id"], id);
    assert_eq!(shown["user"]["email"], Value::Null, "it stays with whom it was imported for");
    assert_eq!(stack.holder(someone.address()).await, Some(id));
}
