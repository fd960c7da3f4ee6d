//! What whom is shown of clients and accounts.

use profile_core::{Operation, Roles, Status, Timestamp};
use serde_json::{Value, json};

use crate::ask::Ask;
use crate::mint::Token;
use crate::people::{self, id};
use crate::world::World;

#[tokio::test]
async fn who_may_not_look_learns_nothing_of_who_there_is() {
    let world = World::new().await;
    for path in ["/v1/users/", "/v1/clients/"] {
        for name in [&id("ada"), &id("nobody"), "..", "a b", &"x".repeat(200)] {
            let ask = Ask::get(&format!("{path}{name}"));
            assert_eq!(world.ask(&ask.clone().of("bob")).await.problem().1, "forbidden", "{name}");
            assert_eq!(world.ask(&ask).await.problem().1, "signed_out", "{name}");
        }
        let nobody = Ask::get(&format!("{path}{}", id("nobody"))).of("grace");
        assert_eq!(world.ask(&nobody).await.problem().1, "not_found");
    }
}

#[tokio::test]
async fn a_client_is_shown_to_themselves_and_admins() {
    let world = World::new().await;
    for (viewer, tag) in [("ada", "\"c3.u1.o\""), ("grace", "\"c3.u1.a\"")] {
        let ask = Ask::get(&format!("/v1/clients/{}", id("ada"))).of(viewer);
        let told = world.ask(&ask).await;
        assert_eq!(told.json()["companyName"], "Analytical Engines");
        assert_eq!(told.etag(), tag);
        assert_eq!(world.ask(&ask.header("if-none-match", tag)).await.status, 304);
    }
    let no_client = Ask::get(&format!("/v1/clients/{}", id("bob"))).of("bob");
    assert_eq!(world.ask(&no_client).await.problem().1, "not_found");
}

#[tokio::test]
async fn one_is_told_who_one_is_and_what_one_may_do() {
    let world = World::new().await;
    let me = async |name: &str| world.ask(&Ask::get("/v1/me").of(name)).await.json();

    let ada = me("ada").await;
    assert_eq!(ada["user"]["email"], "planted-address@example.com");
    assert_eq!(ada["user"]["roles"], json!(["CLIENT", "BUILDER"]));
    assert_eq!(ada["builder"]["hourlyRate"], "987.65");
    assert_eq!(
        ada["permissions"],
        json!(["viewBuilder", "editBuilder", "viewClient", "editClient", "viewAccount"])
    );
    assert_eq!(me("charles").await["builder"], Value::Null);
    assert_eq!(me("grace").await["permissions"].as_array().unwrap().len(), Operation::ALL.len());
    let sid = me("sid").await;
    assert_eq!((&sid["user"]["status"], &sid["permissions"]), (&json!("suspended"), &json!([])));
    assert!(sid["builder"].is_object(), "their own, though they may do nothing with it");
}

#[tokio::test]
async fn one_is_promised_nothing_that_isn_t_there_or_that_one_may_only_look_at() {
    let world = World::new().await;
    let charles = world.ask(&Ask::get("/v1/me").of("charles")).await.json();
    assert_eq!(charles["permissions"], json!(["viewClient", "editClient", "viewAccount"]));

    let acting = Token::of(&people::clerk_id("ada")).claim("act", json!({ "sub": "user_support" }));
    let ada = Ask::get("/v1/me").header("authorization", &acting.bearer());
    let ada = world.ask(&ada).await.json();
    assert_eq!(ada["permissions"], json!(["viewBuilder", "viewClient", "viewAccount"]));
    assert_eq!(ada["builder"]["permissions"]["canEdit"], false);
    assert_eq!(ada["client"]["permissions"], json!({ "canView": true, "canEdit": false }));
    assert_eq!(ada["builder"]["hourlyRate"], "987.65", "they see what the person sees");

    let acting = Token::of(&people::clerk_id("grace")).claim("act", json!({ "sub": "user_x" }));
    let ada = Ask::get(&format!("/v1/builders/{}", id("ada")));
    let ada = world.ask(&ada.header("authorization", &acting.bearer())).await.json();
    assert_eq!(
        ada["permissions"],
        json!({ "canView": true, "canEdit": false, "canDelete": false, "canVerify": false })
    );
}

#[tokio::test]
async fn a_role_that_is_revoked_stops_working_at_once() {
    let world = World::new().await;
    let ask = Ask::get(&format!("/v1/users/{}", id("ada"))).of("grace");
    assert_eq!(world.ask(&ask).await.status, 200);

    world.change("grace", |it| it.user.roles = Roles::default()).await;
    assert_eq!(world.ask(&ask).await.problem().1, "forbidden", "the token is the same");

    world.change("grace", |it| it.user.status = Status::Suspended).await;
    assert_eq!(world.ask(&ask).await.problem().1, "account_suspended");
    world
        .change("grace", |it| {
            it.user.status = Status::Deleted;
            it.user.deleted_at = Some(Timestamp::from_millis(1));
        })
        .await;
    assert_eq!(world.ask(&ask).await.problem().1, "account_deleted");
    assert_eq!(
        world.counted("AccessDenied"),
        ["forbidden", "account_suspended", "account_deleted"]
    );
}

#[tokio::test]
async fn an_account_is_shown_whole_to_its_owner() {
    let world = World::new().await;

    let user = world.ask(&Ask::get(&format!("/v1/users/{}", id("ada"))).of("ada")).await.json();

    assert_eq!(user["clerkId"], people::clerk_id("ada"));
    assert_eq!(user["stripeCustomerId"], "cus_PLANTEDPAYMENT");
    assert_eq!(user["lastSignInAt"], "2025-11-13T02:13:20.000Z");
}
