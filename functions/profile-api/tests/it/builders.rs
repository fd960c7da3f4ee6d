//! What whom is shown of builders and clients.

use profile_core::{OwnedField, PendingPush, Version};
use serde_json::{Value, json};

use crate::ask::Ask;
use crate::people::id;
use crate::world::{NOW, World};

/// The members that only Ada and admins see.
const PRIVATE: [&str; 6] =
    ["active", "displayName", "hourlyRate", "pendingPush", "searchable", "version"];

fn ada() -> Ask {
    Ask::get(&format!("/v1/builders/{}", id("ada")))
}

#[tokio::test]
async fn the_public_sees_a_builder_and_nothing_private() {
    let world = World::new().await;

    let told = world.ask(&ada()).await;

    let builder = told.json();
    assert_eq!(builder["name"], "Countess Ada");
    assert_eq!(builder["rating"], "4.90");
    assert_eq!(builder["createdAt"], "2025-11-13T02:13:20.000Z");
    assert_eq!(
        builder["permissions"],
        json!({ "canView": true, "canEdit": false, "canDelete": false, "canVerify": false })
    );
    assert!(PRIVATE.iter().all(|it| builder.get(it).is_none()), "{builder}");
    for planted in ["PLANTED", "planted", "987.65", "user_ada", "Analytical", "Machines", "sess_"] {
        assert!(!told.text.contains(planted), "{planted}: {}", told.text);
    }
}

#[tokio::test]
async fn a_signed_in_stranger_sees_what_the_public_sees() {
    let world = World::new().await;

    let public = world.ask(&ada()).await;
    for stranger in ["charles", "sid", "nobody-on-record"] {
        assert_eq!(world.ask(&ada().of(stranger)).await.json(), public.json(), "{stranger}");
    }
}

#[tokio::test]
async fn the_owner_and_admins_see_the_private_fields_too() {
    let world = World::new().await;

    for (viewer, can_verify) in [("ada", false), ("grace", true)] {
        let builder = world.ask(&ada().of(viewer)).await.json();

        assert!(PRIVATE.iter().all(|it| builder.get(it).is_some()), "{builder}");
        assert_eq!((&builder["hourlyRate"], &builder["version"]), (&json!("987.65"), &json!(7)));
        assert_eq!(builder["pendingPush"], Value::Null);
        assert_eq!(builder["permissions"]["canEdit"], true);
        assert_eq!(builder["permissions"]["canVerify"], can_verify);
    }
}

#[tokio::test]
async fn only_answers_to_nobody_in_particular_may_be_kept() {
    let world = World::new().await;
    let by_slug = || Ask::get("/v1/builders/by-slug/ada");
    for ask in [ada(), by_slug(), Ask::get("/v1/builders")] {
        let public = world.ask(&ask).await;
        assert_eq!(public.header("cache-control"), Some("public, max-age=60"));
        assert_eq!(public.header("vary"), Some("Authorization, Origin"));
        let private = world.ask(&ask.of("charles")).await;
        assert_eq!(private.header("cache-control"), Some("no-store"));
    }
}

#[tokio::test]
async fn who_has_the_latest_version_is_spared_the_body() {
    let world = World::new().await;
    let first = world.ask(&ada()).await;
    assert_eq!(first.etag(), "\"b7.u1.p\"");

    let again = world.ask(&ada().header("if-none-match", first.etag())).await;

    assert_eq!((again.status, again.text.as_str()), (304, ""));
    assert_eq!(
        (again.etag(), again.header("cache-control")),
        (first.etag(), Some("public, max-age=60"))
    );
    let as_owner = world.ask(&ada().of("ada").header("if-none-match", first.etag())).await;
    assert_eq!((as_owner.status, as_owner.etag()), (200, "\"b7.u1.o\""));
}

#[tokio::test]
async fn a_tag_changes_with_everything_that_is_shown() {
    let world = World::new().await;
    let public = world.ask(&ada()).await;
    let owner = world.ask(&ada().of("ada")).await;

    world
        .change("ada", |it| {
            it.user.pending_push =
                Some(PendingPush::new([OwnedField::HourlyRate], Version(1), NOW));
        })
        .await;

    assert_eq!(world.ask(&ada()).await.etag(), public.etag(), "the public isn't shown it");
    let waiting = world.ask(&ada().of("ada")).await;
    assert_ne!(waiting.etag(), owner.etag());
    assert_eq!(
        waiting.json()["pendingPush"],
        json!({ "fields": ["hourlyRate"], "since": "2025-11-13T02:13:20.000Z" })
    );
}

#[tokio::test]
async fn hidden_builders_are_there_for_themselves_and_admins_only() {
    let world = World::new().await;
    world.change("bob", |it| it.builder.as_mut().unwrap().active = false).await;
    for (hidden, owner_sees) in [("bob", true), ("sid", false), ("dora", false)] {
        let ask = || Ask::get(&format!("/v1/builders/{}", id(hidden)));
        for viewer in ["ada", "charles", "nobody-on-record"] {
            assert_eq!(world.ask(&ask().of(viewer)).await.problem().1, "not_found", "{hidden}");
        }
        assert_eq!(world.ask(&ask()).await.problem().1, "not_found", "{hidden}");
        assert_eq!(world.ask(&ask().of("grace")).await.status, 200, "{hidden}");
        if hidden != "dora" {
            assert_eq!(world.ask(&ask().of(hidden)).await.status == 200, owner_sees, "{hidden}");
        }
    }
}

#[tokio::test]
async fn what_is_nobody_is_not_found_by_anybody() {
    let world = World::new().await;
    let long = "x".repeat(200);
    let no_builder = id("charles");
    for name in [id("nobody").as_str(), "..", "a b", "é", "%2e%2e", "'", "\0", &long, &no_builder]
    {
        for viewer in ["ada", "grace"] {
            let ask = Ask::get(&format!("/v1/builders/{name}")).of(viewer);
            assert_eq!(world.ask(&ask).await.problem(), (404, "not_found".to_owned()), "{name}");
        }
        let ask = Ask::get(&format!("/v1/builders/{name}"));
        assert_eq!(world.ask(&ask).await.problem().1, "not_found", "{name}");
    }
    for slug in ["nobody", "ADA", "a", "ada.", "../ada", "é"] {
        let ask = Ask::get(&format!("/v1/builders/by-slug/{slug}"));
        assert_eq!(world.ask(&ask).await.problem().1, "not_found", "{slug}");
    }
}

#[tokio::test]
async fn a_builder_is_found_by_slug() {
    let world = World::new().await;

    let by_slug = world.ask(&Ask::get("/v1/builders/by-slug/ada").of("ada")).await;

    assert_eq!(by_slug.json(), world.ask(&ada().of("ada")).await.json());
}

#[tokio::test]
async fn the_list_holds_those_whom_the_public_can_find_and_shows_nothing_private() {
    let world = World::new().await;

    let told = world.ask(&Ask::get("/v1/builders")).await;

    let ids: Vec<_> = told.json()["builders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["userId"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, [id("ada"), id("bob")], "not the suspended, nor the deleted");
    for planted in ["PLANTED", "planted", "987.65", "hourlyRate", "user_ada"] {
        assert!(!told.text.contains(planted), "{planted}");
    }
}

#[tokio::test]
async fn the_list_comes_in_pages_and_can_be_narrowed() {
    let world = World::new().await;
    let first = world.ask(&Ask::get("/v1/builders?limit=1")).await.json();
    let cursor = first["nextCursor"].as_str().unwrap();

    let second =
        world.ask(&Ask::get(&format!("/v1/builders?limit=1&cursor={cursor}"))).await.json();

    assert_eq!(second["builders"][0]["userId"], id("bob"));
    assert_eq!(second["nextCursor"], Value::Null);
    for (query, expected) in [
        ("domain=mathematics", 1),
        ("domain=math", 0),
        ("validationTier=3", 1),
        ("validationTier=1", 1),
        ("availableForHire=true", 2),
        ("availableForHire=false", 0),
        ("domain=mathematics&validationTier=3&availableForHire=true&limit=100", 1),
    ] {
        let list = world.ask(&Ask::get(&format!("/v1/builders?{query}"))).await.json();
        assert_eq!(list["builders"].as_array().unwrap().len(), expected, "{query}");
    }
}

#[tokio::test]
async fn a_query_that_is_wrong_is_refused_with_every_fault() {
    let world = World::new().await;
    let ask =
        "/v1/builders?limit=0&validationTier=4&availableForHire=yes&domian=x&cursor=zz&domain=";

    let told = world.ask(&Ask::get(ask)).await;

    assert_eq!(told.problem(), (422, "invalid_query".to_owned()));
    let errors = told.json()["errors"].clone();
    let mut names: Vec<_> =
        errors.as_array().unwrap().iter().map(|it| it["parameter"].as_str().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        ["availableForHire", "cursor", "domain", "domian", "limit", "validationTier"]
    );
}
