//! Somebody who is signed in and isn't on record yet.

use profile_core::ClerkId;
use serde_json::{Value, json};

use crate::ask::Ask;
use crate::people::{clerk_id, id};
use crate::world::World;

fn new_user() -> Value {
    json!({
        "id": clerk_id("newcomer"), "first_name": "New", "last_name": "Comer",
        "primary_email_address_id": "idn_1",
        "email_addresses": [{
            "id": "idn_1", "email_address": "new@example.com",
            "verification": { "status": "verified" },
        }],
        "public_metadata": {}, "created_at": 1_762_999_000_000_u64,
        "updated_at": 1_762_999_000_000_u64,
    })
}

fn me() -> Ask {
    Ask::get("/v1/me").of("newcomer")
}

#[tokio::test]
async fn whom_clerk_knows_is_put_on_record_at_once() {
    let world = World::new().await;
    world.api.directory.put_json(new_user());

    let told = world.ask(&me()).await;

    assert_eq!((told.status, &told.json()["user"]["name"]), (200, &json!("New Comer")));
    assert_eq!(told.json()["user"]["roles"], json!(["CLIENT"]));
    assert_eq!(world.counted("UsersProvisioned").len(), 1);
    assert_eq!(world.ask(&me()).await.json(), told.json(), "and not again");
    assert_eq!(world.counted("UsersProvisioned").len(), 1);
}

#[tokio::test]
async fn any_route_that_asks_who_it_is_does_so() {
    let world = World::new().await;
    world.api.directory.put_json(new_user());

    let told = world.ask(&Ask::get(&format!("/v1/users/{}", id("ada"))).of("newcomer")).await;

    assert_eq!(told.problem().1, "forbidden");
    let newcomer = ClerkId::parse(clerk_id("newcomer")).unwrap();
    assert!(world.api.store.inner.by_clerk_id(&newcomer).is_some());
}

#[tokio::test]
async fn where_anybody_may_look_nobody_is_put_on_record() {
    let world = World::new().await;
    world.api.directory.put_json(new_user());

    for path in ["/v1/builders", "/v1/builders/by-slug/ada"] {
        assert_eq!(world.ask(&Ask::get(path).of("newcomer")).await.status, 200);
    }
    let newcomer = ClerkId::parse(clerk_id("newcomer")).unwrap();
    assert!(world.api.store.inner.by_clerk_id(&newcomer).is_none());
}

#[tokio::test]
async fn whom_clerk_does_not_know_has_no_token_of_ours() {
    let world = World::new().await;
    let before = world.api.store.inner.people();

    let told = world.ask(&me()).await;

    assert_eq!(told.problem(), (401, "bad_token".to_owned()));
    assert_eq!(world.counted("TokensRejected"), ["no_such_user"]);
    assert_eq!(world.api.store.inner.people(), before, "no tombstone either");
}

#[tokio::test]
async fn while_clerk_is_down_a_newcomer_has_to_wait_and_nobody_else() {
    let world = World::new().await;
    world.api.directory.put_json(new_user());
    world.api.directory.set_down(true);

    let told = world.ask(&me()).await;

    assert_eq!(told.problem(), (503, "unavailable".to_owned()));
    assert_eq!(told.header("retry-after"), Some("1"));
    assert_eq!(world.ask(&Ask::get("/v1/me").of("ada")).await.status, 200);
    world.api.directory.set_down(false);
    assert_eq!(world.ask(&me()).await.status, 200);
}
