//! R19, and how it all began: Clerk knows Liam's new address, the platform only his old one.

use clerk_simulator::TokenRequest;
use profile_core::audit::{Action, Actor, Cause, FieldChange};
use serde_json::json;

use crate::support::api::Ask;
use crate::support::clerk::{Someone, unique};
use crate::support::stack::Stack;

#[tokio::test]
async fn liams_imported_record_gets_the_address_that_clerk_has_and_his_session_goes_on() {
    let stack = Stack::find_alone().await;
    let (old, new) = addresses();
    let mut liam = Someone::new();
    liam.name = "Liam Jones".to_owned();
    liam.email = Some(new.clone());
    let id = format!("usr-{}", unique());
    import(&stack, &id, &liam.id, &old).await;
    stack.clerk_has(&liam).await;
    let token = stack.token(&TokenRequest::of(&liam.id)).await;
    assert_eq!(stack.holder(&old).await, Some(id.clone()));

    let run = stack.reconcile_all().await;

    let person = stack.assert_in_step(&liam).await;
    assert_eq!(person.id(), id);
    assert_eq!(person.user.texts("roles"), ["BUILDER"], "what Clerk doesn't own is as it was");
    assert_eq!(stack.holder(&old).await, None);

    let trail = stack.trail(&person).await;
    let entry = &trail.last().unwrap().record;
    let replaced = FieldChange {
        field: "email".to_owned(),
        before: Some("l…@buildappswith.com".to_owned()),
        after: Some("l…@buildappswith.ai".to_owned()),
    };
    assert!(entry.changes.contains(&replaced), "{entry:?}");
    assert_eq!((entry.action, &entry.actor), (Action::Updated, &Actor::Reconciler));
    assert_eq!(entry.cause, Cause::Run(run.run_id.clone().unwrap()));
    let why = "the record differed from Clerk's, who owns these fields";
    assert_eq!(entry.note.as_deref(), Some(why));

    let drift = stack.drift_of(&run, &liam.id).await.expect("the report tells of him");
    assert_eq!((drift.kind.as_str(), drift.missed, drift.repaired), ("differs", true, true));
    assert_eq!(drift.user_id.as_deref(), Some(id.as_str()));
    let email = drift.field("email");
    assert_eq!(email.ours.as_deref(), Some("l…@buildappswith.com"));
    assert_eq!(email.clerk.as_deref(), Some("l…@buildappswith.ai"));

    let me = stack.ask(Ask::get("/v1/me").with(&token)).await.ok();
    assert_eq!(me["user"]["id"], id, "the session goes on, and leads to the same record");
    assert_eq!(me["user"]["email"], new);
    assert_eq!(me["builder"]["active"], true);
}

fn addresses() -> (String, String) {
    let local = format!("liam.{}@buildappswith", unique());
    (format!("{local}.com"), format!("{local}.ai"))
}

/// What the platform's export says of him.
async fn import(stack: &Stack, id: &str, clerk_id: &str, address: &str) {
    let user = json!({
        "id": id,
        "clerkId": clerk_id,
        "email": address,
        "emailVerifiedAt": "2024-05-01T10:00:00Z",
        "name": "Liam Jones",
        "roles": ["BUILDER"],
        "verified": true,
        "isFounder": true,
        "createdAt": "2024-05-01T10:00:00Z",
        "updatedAt": "2024-05-02T10:00:00Z",
    });
    stack.import(&json!({ "user": user })).await;
}
