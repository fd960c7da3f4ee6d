//! Both sides of somebody, for operators.

use profile_core::{OwnedField, PendingPush, UserListing, Version};
use serde_json::{Value, json};

use crate::ask::{Ask, Told};
use crate::log;
use crate::people::{clerk_id, id};
use crate::world::{NOW, World};

async fn compare(world: &World, id: &str) -> Told {
    world.ask(&Ask::get(&format!("/v1/users/{id}/comparison")).of("grace")).await
}

fn field(comparison: &Value, name: &str) -> Value {
    let fields = comparison["fields"].as_array().unwrap();
    fields.iter().find(|it| it["field"] == name).unwrap().clone()
}

/// Somebody as Clerk has them.
fn in_clerk(name: &str, address: &str) -> Value {
    json!({
        "id": clerk_id(name), "primary_email_address_id": "idn_1", "updated_at": NOW.unsigned(),
        "email_addresses": [{
            "id": "idn_1", "email_address": address, "verification": { "status": "verified" },
        }],
    })
}

#[tokio::test]
async fn both_sides_are_shown_unmasked_and_nothing_is_written() {
    let world = World::new().await;
    world.api.directory.put_json(in_clerk("bob", "bob@example.ai"));
    let before = world.api.store.inner.people();

    let told = compare(&world, &id("bob")).await.json();

    assert_eq!((&told["userId"], &told["clerkId"]), (&json!(id("bob")), &json!(clerk_id("bob"))));
    assert_eq!((&told["drift"], &told["clerkAnswer"]), (&json!("differs"), &json!("found")));
    let (ours, theirs) = ("bob@example.com", "bob@example.ai");
    let email = json!({ "field": "email", "platform": ours, "clerk": theirs, "differs": true });
    assert_eq!(field(&told, "email"), email);
    assert_eq!(field(&told, "name")["differs"], false);
    assert_eq!(told["clerkUpdatedAt"], "2025-11-13T02:13:20.000Z");
    assert_eq!(world.api.store.inner.people(), before);
    assert!(world.api.queue.messages().is_empty());
    assert_eq!(world.counted("AdminActions"), [""; 0], "it is a look");
}

#[tokio::test]
async fn somebody_is_found_by_either_sides_id_with_one_question_to_clerk() {
    let world = World::new().await;
    world.api.directory.put_json(in_clerk("bob", "bob@example.com"));

    for (asked, requests) in [id("bob"), clerk_id("bob")].iter().zip(1..) {
        let told = compare(&world, asked).await.json();

        assert_eq!((&told["userId"], &told["drift"]), (&json!(id("bob")), &Value::Null));
        assert_eq!(world.api.directory.requests(), requests);
    }
}

#[tokio::test]
async fn who_is_on_one_side_alone_is_shown_and_who_is_on_neither_is_not_found() {
    let world = World::new().await;
    world.api.directory.put_json(in_clerk("stranger", "stranger@example.com"));

    let unknown = compare(&world, &clerk_id("stranger")).await.json();
    assert_eq!((&unknown["drift"], &unknown["userId"]), (&json!("unknown"), &Value::Null));
    assert_eq!(field(&unknown, "email")["clerk"], "stranger@example.com");

    let gone = compare(&world, &id("bob")).await.json();
    assert_eq!((&gone["drift"], &gone["clerkAnswer"]), (&json!("gone"), &json!("gone")));

    for nobody in [&clerk_id("nobody"), "01JDKJ9Z3N0000000000000000", "..", "a b"] {
        assert_eq!(compare(&world, nobody).await.problem(), (404, "not_found".to_owned()));
    }
}

#[tokio::test]
async fn while_clerk_is_down_only_who_has_no_clerk_user_can_be_compared() {
    let world = World::new().await;
    world.change("bob", |it| it.user.clerk_id = None).await;
    world.api.directory.set_down(true);
    log::clear();

    for asked in [id("ada"), clerk_id("ada"), clerk_id("nobody")] {
        let told = compare(&world, &asked).await;
        assert_eq!(told.problem(), (503, "unavailable".to_owned()));
        assert!(told.header("retry-after").is_some() && !told.text.contains("clerk"), "{told:?}");
    }
    let unlinked = compare(&world, &id("bob")).await.json();
    assert_eq!(
        (&unlinked["drift"], &unlinked["clerkAnswer"], &unlinked["clerkId"]),
        (&json!("unlinked"), &json!("unasked"), &Value::Null)
    );
    let nobody = compare(&world, "01JDKJ9Z3N0000000000000000").await;
    assert_eq!(nobody.problem().0, 404, "that is no id of Clerk's to ask for");
}

#[tokio::test]
async fn whoever_may_not_compare_costs_clerk_nothing() {
    let world = World::new().await;
    let ask = |name| Ask::get(&format!("/v1/users/{}/comparison", clerk_id("ada"))).of(name);

    for name in ["ada", "bob", "sid", "dora"] {
        assert_eq!(world.ask(&ask(name)).await.problem().0, 403, "{name}");
    }

    assert_eq!(world.api.directory.requests(), 0);
    assert_eq!(world.counted("AccessDenied").len(), 4);
}

#[tokio::test]
async fn what_clerk_has_still_to_be_told_is_said_and_shown() {
    let world = World::new().await;
    let mark = PendingPush::new([OwnedField::CompanyName], Version(1), NOW);
    world.change("ada", |it| it.user.pending_push = Some(mark)).await;
    let mut ada = in_clerk("ada", "planted-address@example.com");
    ada["public_metadata"] = json!({ "companyName": "Engines", "hourlyRate": "987.65" });
    world.api.directory.put_json(ada);

    let told = compare(&world, &id("ada")).await.json();

    assert_eq!(told["drift"], "unpushed");
    assert_eq!(told["pendingPush"]["fields"], json!(["companyName"]));
    let company = field(&told, "companyName");
    assert_eq!(
        (&company["platform"], &company["clerk"]),
        (&json!("Analytical Engines"), &json!("Engines"))
    );
    assert_eq!(field(&told, "hourlyRate")["differs"], false);
}
