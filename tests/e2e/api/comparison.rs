//! Both sides of somebody, as an admin looks at them.

use serde_json::{Value, json};

use crate::support::api::{Ask, Member, Told};
use crate::support::clerk::{Someone, unique};
use crate::support::stack::Stack;

async fn compare(stack: &Stack, id: &str, admin: &Member) -> Told {
    stack.ask(Ask::get(format!("/v1/users/{id}/comparison")).by(admin)).await
}

fn field<'a>(comparison: &'a Value, name: &str) -> &'a Value {
    let mut fields = comparison["fields"].as_array().unwrap().iter();
    fields.find(|it| it["field"] == name).unwrap_or_else(|| panic!("no {name}: {comparison}"))
}

fn differing(comparison: &Value) -> Vec<&str> {
    let fields = comparison["fields"].as_array().unwrap().iter();
    fields.filter(|it| it["differs"] == true).map(|it| it["field"].as_str().unwrap()).collect()
}

// R19
#[tokio::test]
async fn liams_new_address_differs_until_a_reconciliation_brings_it() {
    let stack = Stack::find_alone().await;
    let admin = stack.member(&["ADMIN"]).await;
    let local = format!("liam.{}@buildappswith", unique());
    let (old, new) = (format!("{local}.com"), format!("{local}.ai"));
    let mut liam = Someone { email: Some(old.clone()), ..Someone::new() };
    let member = stack.sign_up(liam.clone()).await;
    let agreed = compare(&stack, &member.id, &admin).await.ok();
    assert_eq!((&agreed["drift"], differing(&agreed)), (&Value::Null, vec![]));

    // Clerk changes, and no webhook tells of it.
    liam.take_email(Some(&new));
    stack.clerk_has(&liam).await;
    let before = stack.person(&liam.id).await;
    for id in [&member.id, &liam.id] {
        let told = compare(&stack, id, &admin).await.ok();

        assert_eq!((&told["userId"], &told["clerkId"]), (&json!(member.id), &json!(liam.id)));
        assert_eq!((&told["drift"], &told["clerkAnswer"]), (&json!("differs"), &json!("found")));
        let email = json!({ "field": "email", "platform": old, "clerk": new, "differs": true });
        assert_eq!(*field(&told, "email"), email);
        assert_eq!(differing(&told), ["email"]);
    }
    assert_eq!(stack.person(&liam.id).await, before, "a comparison writes nothing");

    stack.reconcile_all().await;
    let told = compare(&stack, &member.id, &admin).await.ok();
    let email = json!({ "field": "email", "platform": new, "clerk": new, "differs": false });
    assert_eq!((&told["drift"], field(&told, "email")), (&Value::Null, &email));
    assert!(told["recordUpdatedAt"].as_str() > agreed["recordUpdatedAt"].as_str(), "{told}");
}

#[tokio::test]
async fn who_is_on_one_side_alone_is_shown_and_who_is_on_neither_is_not_found() {
    let stack = Stack::find_alone().await;
    let (admin, gone) = (stack.member(&["ADMIN"]).await, stack.member(&["BUILDER"]).await);
    let stranger = Someone::new();
    stack.clerk_has(&stranger).await;
    stack.delete_silently(gone.clerk_id()).await;

    let unknown = compare(&stack, &stranger.id, &admin).await.ok();
    assert_eq!((&unknown["drift"], &unknown["userId"]), (&json!("unknown"), &Value::Null));
    assert_eq!(field(&unknown, "email")["clerk"], stranger.address());
    assert_eq!(stack.known(&stranger.id).await, None, "who is looked at is not put on record");

    let told = compare(&stack, &gone.id, &admin).await.ok();
    assert_eq!((&told["drift"], &told["clerkAnswer"]), (&json!("gone"), &json!("gone")));
    assert_eq!(field(&told, "email")["platform"], gone.someone.address());

    for nobody in [&format!("user_{}", unique()), "01JDKJ9Z3NV5T0W5Y8Q3M1R7XE", "nonsense"] {
        let told = compare(&stack, nobody, &admin).await;
        assert_eq!(told.problem(), (404, "not_found".to_owned()), "{nobody}");
    }
    stack.reconcile_all().await;
}

#[tokio::test]
async fn while_clerk_does_not_answer_nobody_is_compared() {
    let stack = Stack::find().await;
    let (admin, ada) = (stack.member(&["ADMIN"]).await, stack.member(&["CLIENT"]).await);
    stack.withhold(ada.clerk_id(), 500).await;

    let told = compare(&stack, &ada.id, &admin).await;

    assert_eq!(told.problem(), (503, "unavailable".to_owned()));
    assert!(!told.header("retry-after").is_empty());
    stack.reconnect(ada.clerk_id()).await;
    assert_eq!(compare(&stack, &ada.id, &admin).await.ok()["drift"], Value::Null);
}
