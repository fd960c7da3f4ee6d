//! What happens in Clerk arrives here: through Clerk's own Backend API, with Clerk's own
//! webhooks, however these go.

use reqwest::Method;
use serde_json::json;

use crate::support::clerk::{Event, unique};
use crate::support::people::Person;
use crate::support::stack::Stack;
use crate::support::wait::{SOON, until};
use crate::support::webhook::now;

/// Somebody signs up in Clerk, and is known here; returns Clerk's id of them.
async fn sign_up(stack: &Stack) -> String {
    let address = format!("mary.{}@example.com", unique());
    let user = json!({ "email_address": [address], "first_name": "Mary", "last_name": "Jackson" });
    let made = stack.in_clerk(Method::POST, "/users", user).await;
    let id = made["id"].as_str().unwrap().to_owned();
    let person = stack.caught_up(&id).await;
    assert_eq!(person.user.text("email"), Some(address.as_str()));
    assert_eq!(person.user.text("name"), Some("Mary Jackson"));
    assert_eq!(person.user.texts("roles"), ["CLIENT"]);
    id
}

fn status(person: &Person) -> &str {
    person.user.text("status").unwrap()
}

#[tokio::test]
async fn a_new_primary_address_arrives() {
    let stack = Stack::find().await;
    let id = sign_up(&stack).await;
    let old = stack.person(&id).await.user.text("email").unwrap().to_owned();
    let new = format!("new.{old}");

    let added = json!({ "user_id": id, "email_address": new, "verified": true });
    let entry = stack.in_clerk(Method::POST, "/email_addresses", added).await;
    let person = stack.caught_up(&id).await;
    assert_eq!(person.user.text("email"), Some(old.as_str()), "one more is not the primary one");
    assert_eq!(person.version(), 1);

    let path = format!("/email_addresses/{}", entry["id"].as_str().unwrap());
    stack.in_clerk(Method::PATCH, &path, json!({ "primary": true })).await;
    let person = stack.caught_up(&id).await;

    assert_eq!(person.user.text("email"), Some(new.as_str()));
    assert_eq!(stack.holder(&new).await.as_deref(), Some(person.id()));
    assert_eq!(stack.holder(&old).await, None);
    assert_eq!(stack.trail(&person).await.len(), 2);
}

#[tokio::test]
async fn a_name_and_an_avatar_arrive_and_a_placeholder_is_none() {
    let stack = Stack::find().await;
    let id = sign_up(&stack).await;

    stack.edit_in_clerk(&id, json!({ "first_name": "Katherine", "last_name": "Johnson" })).await;
    assert_eq!(stack.caught_up(&id).await.user.text("name"), Some("Katherine Johnson"));

    stack.simulate(Method::POST, &format!("/users/{id}/image"), json!({})).await;
    let uploaded = stack.clerk_user(&id).await["image_url"].as_str().unwrap().to_owned();
    let person = stack.caught_up(&id).await;
    assert_eq!(person.user.text("imageUrl"), Some(uploaded.as_str()));

    stack.in_clerk(Method::DELETE, &format!("/users/{id}/profile_image"), json!({})).await;
    assert_eq!(stack.caught_up(&id).await.user.text("imageUrl"), None);
}

#[tokio::test]
async fn roles_in_the_metadata_arrive_with_their_profiles() {
    let stack = Stack::find().await;
    let id = sign_up(&stack).await;

    stack.set_metadata(&id, json!({ "roles": ["BUILDER"], "theme": "dark" })).await;

    let person = stack.caught_up(&id).await;
    assert_eq!(person.user.texts("roles"), ["BUILDER"]);
    assert!(person.builder.as_ref().unwrap().flag("active"));
    assert!(!person.client.as_ref().unwrap().flag("active"));
}

#[tokio::test]
async fn a_ban_and_a_lock_suspend_until_they_are_lifted() {
    let stack = Stack::find().await;
    let id = sign_up(&stack).await;

    for (act, expected) in
        [("ban", "suspended"), ("unban", "active"), ("lock", "suspended"), ("unlock", "active")]
    {
        stack.punish(&id, act).await;

        assert_eq!(status(&stack.caught_up(&id).await), expected, "{act}");
    }
}

#[tokio::test]
async fn a_deletion_leaves_a_tombstone_and_frees_the_address() {
    let stack = Stack::find().await;
    let id = sign_up(&stack).await;
    let address = stack.person(&id).await.user.text("email").unwrap().to_owned();

    stack.delete_in_clerk(&id).await;

    let person = until("they are deleted here", SOON, async || {
        let person = stack.person(&id).await;
        if status(&person) == "deleted" { Ok(person) } else { Err(status(&person).to_owned()) }
    })
    .await;
    assert_eq!((person.user.text("email"), person.user.text("name")), (None, None));
    assert_eq!(stack.holder(&address).await, None);
    stack.trail(&person).await;
}

#[tokio::test]
async fn a_sign_in_arrives_and_makes_no_version() {
    let stack = Stack::find().await;
    let id = sign_up(&stack).await;
    let at = u64::try_from(now()).unwrap() * 1_000;
    let session = json!({ "id": "sess_1", "object": "session", "user_id": id, "created_at": at });

    let event = json!({ "type": "session.created", "data": session });
    let posted = stack.simulate(Method::POST, "/events", event).await;

    let id_of_event = posted["messageId"].as_str().unwrap();
    assert_eq!(stack.settled(id_of_event).await.outcome(), "signed_in");
    let person = stack.person(&id).await;
    assert_eq!((person.user.number("lastSignInAt"), person.version()), (Some(at), 1));
}

/// Somebody takes five names, one after another.
async fn five_names(stack: &Stack, id: &str) {
    for number in 1..=5 {
        stack.edit_in_clerk(id, json!({ "first_name": format!("Mary {number}") })).await;
    }
}

/// Checks that every event about somebody came to something, and that they are as after the
/// last; returns their record.
async fn assert_last_name(stack: &Stack, id: &str) -> Person {
    let posted = until("all events are posted", SOON, async || {
        let posted = stack.posted(id).await;
        if posted.len() == 6 { Ok(posted) } else { Err(format!("{posted:?}")) }
    })
    .await;
    for event in &posted {
        let outcome = stack.settled(event).await.outcome().to_owned();
        assert!(["created", "updated", "superseded"].contains(&outcome.as_str()), "{outcome}");
    }
    let person = stack.caught_up(id).await;
    assert_eq!(person.user.text("name"), Some("Mary 5 Jackson"));
    stack.trail(&person).await;
    person
}

#[tokio::test]
async fn deliveries_doubled_delayed_and_from_two_endpoints_have_one_effect() {
    let stack = Stack::find_alone().await;
    let id = sign_up(&stack).await;
    stack.deliver_with(2).await;
    stack.set_deliveries(json!({ "copies": 3, "delayMs": 50, "spreadMs": 500 })).await;

    five_names(&stack, &id).await;

    let person = assert_last_name(&stack, &id).await;
    stack.reset_clerk().await;
    let posted = stack.posted(&id).await;
    let mut applied = 0;
    for event in &posted[1..] {
        let event = Event { id: event.clone(), body: Vec::new() };
        let outcomes = stack.handled(&event, 6).await;
        let effects = outcomes.iter().filter(|it| *it == "updated" || *it == "superseded").count();
        assert_eq!(effects, 1, "{outcomes:?}");
        applied += u64::from(outcomes.contains(&"updated".to_owned()));
    }
    assert_eq!(person.version(), 1 + applied);
}

#[tokio::test]
async fn deliveries_in_the_wrong_order_end_in_the_newest_state() {
    let stack = Stack::find_alone().await;
    let id = sign_up(&stack).await;
    stack.set_deliveries(json!({ "state": "hold" })).await;
    five_names(&stack, &id).await;

    stack.set_deliveries(json!({ "state": "send", "release": "reversed" })).await;

    let person = assert_last_name(&stack, &id).await;
    stack.reset_clerk().await;
    assert!(person.version() <= 6, "{person:?}");
}
