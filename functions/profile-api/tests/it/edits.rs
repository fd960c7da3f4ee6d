//! Edits of profiles.

use profile_api::{Impersonation, Rules};
use profile_core::People;
use profile_core::audit::{Actor, Cause};
use profile_core::memory::Fault;
use serde_json::{Value, json};

use crate::ask::Ask;
use crate::mint::Token;
use crate::people::{clerk_id, id};
use crate::world::{REQUEST_ID, World};

fn patch(name: &str, patch: &Value) -> Ask {
    Ask::new("PATCH", &format!("/v1/builders/{}", id(name))).json(patch)
}

fn client(name: &str, patch: &Value) -> Ask {
    Ask::new("PATCH", &format!("/v1/clients/{}", id(name))).json(patch)
}

#[tokio::test]
async fn an_edit_is_made_shown_audited_and_pushed() {
    let world = World::new().await;
    let edit = json!({
        "headline": " New headline ", "bio": null, "hourlyRate": "85.5",
        "socialLinks": { "github": null, "site": "https://ada.example.com" },
    });

    let told = world.ask(&patch("ada", &edit).seen("\"b7.u1.o\"").of("ada")).await;

    let builder = told.json();
    assert_eq!(told.status, 200);
    assert_eq!((&builder["headline"], &builder["bio"]), (&json!("New headline"), &Value::Null));
    assert_eq!(builder["socialLinks"], json!({ "site": "https://ada.example.com" }));
    assert_eq!((&builder["hourlyRate"], &builder["version"]), (&json!("85.50"), &json!(8)));
    assert_eq!(builder["pendingPush"]["fields"], json!(["hourlyRate"]));
    assert_eq!(told.etag(), "\"b8.u2.ow\"");
    assert_eq!(world.api.queue.messages().len(), 1, "Clerk will be told");
    let trail = world.api.store.trail(&id("ada").try_into().unwrap()).await.unwrap();
    let record = &trail[0].record;
    assert!(matches!(&record.actor, Actor::User(it) if it.as_str() == id("ada")));
    assert_eq!(record.cause, Cause::Request(REQUEST_ID.to_owned()));
    assert_eq!(record.origin.client_ip.as_deref(), Some("203.0.113.7"));
    assert_eq!(record.impersonator, None);
}

#[tokio::test]
async fn an_admins_edit_is_audited_as_such_and_counted() {
    let world = World::new().await;

    let told = world.ask(&patch("ada", &json!({ "tagline": "x" })).seen("*").of("grace")).await;

    assert_eq!((told.status, told.etag()), (200, "\"b8.u2.a\""));
    let trail = world.api.store.trail(&id("ada").try_into().unwrap()).await.unwrap();
    assert!(matches!(&trail[0].record.actor, Actor::Admin(it) if it.as_str() == id("grace")));
    assert_eq!(world.counted("AdminActions").len(), 1);
}

#[tokio::test]
async fn an_edit_must_say_what_it_has_seen() {
    let world = World::new().await;
    let edit = json!({ "tagline": "x" });

    assert_eq!(
        world.ask(&patch("ada", &edit).of("ada")).await.problem(),
        (428, "precondition_required".to_owned())
    );

    for stale in
        ["\"b6.u1.o\"", "W/\"b7.u1.o\"", "\"c7.u1.o\"", "nonsense", "", "\"b6.u1.o\", \"b5.u1.o\""]
    {
        let told = world.ask(&patch("ada", &edit).seen(stale).of("ada")).await;
        assert_eq!(told.problem(), (412, "stale".to_owned()), "{stale}");
        assert_eq!((told.etag(), &told.json()["current"]), ("\"b7.u1.o\"", &json!(7)), "{stale}");
    }
    for (seen, version) in
        [("\"b7.u999.p\"", 8), ("\"b9.u1.o\", \"b8.u1.o\"", 9), ("\"b9.u1.a\"", 10)]
    {
        let told = world.ask(&patch("ada", &json!({ "tagline": seen })).seen(seen).of("ada")).await;
        assert_eq!(told.json()["version"], version, "{seen}");
    }
}

#[tokio::test]
async fn of_two_edits_of_one_version_one_is_told_to_look_again() {
    let world = World::new().await;
    let edit = |field: &str| patch("ada", &json!({ field: "mine" })).seen("\"b7.u1.o\"").of("ada");

    let first = world.ask(&edit("headline")).await;
    let second = world.ask(&edit("tagline")).await;

    assert_eq!((first.status, second.problem().1.as_str()), (200, "stale"));
    let builder = world.person("ada").await.builder.unwrap();
    assert_eq!(builder.headline.as_deref(), Some("mine"));
    assert_eq!(builder.tagline.as_deref(), Some("Notes included"), "nothing is mixed");
    let third =
        world.ask(&patch("ada", &json!({ "tagline": "mine" })).seen(second.etag()).of("ada")).await;
    assert_eq!(third.status, 200);
}

#[tokio::test]
async fn every_fault_is_named_and_nothing_is_written() {
    let world = World::new().await;
    let before = world.api.store.inner.people();
    let edit = json!({
        "headline": "x".repeat(121), "hourlyRate": -1, "roles": ["ADMIN"], "nonsense": 1,
        "socialLinks": { "a/b": "javascript:alert(1)" }, "searchable": null, "topSkills": "rust",
    });

    let told = world.ask(&patch("ada", &edit).seen("*").of("ada")).await;

    assert_eq!(told.problem(), (422, "invalid_fields".to_owned()));
    let errors = told.json()["errors"].clone();
    let named: Vec<_> = errors
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["pointer"].as_str().unwrap(), it["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        named,
        [
            ("/headline", "too_long"),
            ("/hourlyRate", "out_of_range"),
            ("/nonsense", "unknown"),
            ("/roles", "not_editable"),
            ("/searchable", "wrong_type"),
            ("/socialLinks/a~1b", "malformed"),
            ("/topSkills", "wrong_type"),
        ]
    );
    assert_eq!(world.api.store.inner.people(), before);
}

#[tokio::test]
async fn the_fields_at_their_limits_are_taken() {
    let world = World::new().await;
    let texts = |number: usize, length: usize| vec!["x".repeat(length); number];
    let edit = json!({
        "headline": "ä".repeat(120), "tagline": "x".repeat(150), "bio": "x".repeat(5_000),
        "displayName": "ab", "hourlyRate": 10_000, "domains": texts(50, 50), "slug": "a1",
        "availability": "x".repeat(200),
    });

    assert_eq!(world.ask(&patch("ada", &edit).seen("*").of("ada")).await.status, 200);
}

#[tokio::test]
async fn a_slug_that_somebody_has_is_taken() {
    let world = World::new().await;

    let told = world.ask(&patch("ada", &json!({ "slug": "bob" })).seen("*").of("ada")).await;

    assert_eq!(told.problem(), (409, "slug_taken".to_owned()));
    let free = world.ask(&patch("ada", &json!({ "slug": "countess" })).seen("*").of("ada")).await;
    assert_eq!(free.json()["slug"], "countess");
}

#[tokio::test]
async fn an_edit_that_changes_nothing_makes_no_version() {
    let world = World::new().await;

    let told = world.ask(&patch("ada", &json!({})).seen("*").of("ada")).await;

    assert_eq!((told.status, told.etag()), (200, "\"b7.u1.o\""));
}

#[tokio::test]
async fn a_body_must_be_unambiguous_json_of_a_type_that_says_so() {
    let world = World::new().await;
    let ask = || Ask::new("PATCH", &format!("/v1/builders/{}", id("ada"))).seen("*").of("ada");
    for (media_type, status) in [
        ("application/merge-patch+json", 200),
        ("Application/JSON; charset=utf-8", 200),
        ("text/json", 415),
        ("application/json-patch+json", 415),
        ("", 415),
    ] {
        let told = world.ask(&ask().header("content-type", media_type).body("{}")).await;
        assert_eq!(told.status, status, "{media_type}");
        if status == 415 {
            let accepted = "application/merge-patch+json, application/json";
            assert_eq!(told.header("accept-patch"), Some(accepted));
        }
    }
    assert_eq!(world.ask(&ask().body("{}")).await.problem().1, "unsupported_media_type");
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    for body in ["", "{", "nonsense", "{}{}", &deep, r#"{"bio":"a","bio":"b"}"#] {
        let told = world.ask(&ask().header("content-type", "application/json").body(body)).await;
        assert_eq!(told.problem(), (400, "invalid_json".to_owned()), "{body}");
    }
    for body in ["[]", "7", "null", "\"{}\"", r#"[{"op":"remove","path":"/bio"}]"#] {
        let told = world.ask(&ask().header("content-type", "application/json").body(body)).await;
        assert_eq!(told.json()["errors"][0]["pointer"], "", "{body}");
    }
}

#[tokio::test]
async fn a_body_may_come_as_base64_and_be_of_128_kib() {
    let world = World::new().await;
    let ask = || {
        let ask = Ask::new("PATCH", &format!("/v1/builders/{}", id("ada")));
        ask.seen("*").of("ada").header("content-type", "application/json")
    };
    let told = world.ask(&ask().bytes("{\"bio\":\"é\"}".as_bytes())).await;
    assert_eq!(told.json()["bio"], "é");
    assert_eq!(world.ask(&ask().bytes(b"\"\xff\"")).await.problem().1, "invalid_json");
    assert_eq!(world.ask(&ask().broken_base64()).await.problem().1, "invalid_json");

    let padded = |size: usize| format!("{{{}}}", " ".repeat(size - 2));
    assert_eq!(world.ask(&ask().body(&padded(128 << 10))).await.status, 200);
    let larger = world.ask(&ask().body(&padded((128 << 10) + 1))).await;
    assert_eq!(larger.problem(), (413, "too_large".to_owned()));
}

#[tokio::test]
async fn while_the_queue_is_full_an_edit_is_kept_and_says_that_it_waits() {
    let world = World::new().await;
    world.api.queue.set_full(true);

    let told = world.ask(&patch("ada", &json!({ "hourlyRate": 1 })).seen("*").of("ada")).await;

    assert_eq!(told.status, 200);
    assert_eq!(told.json()["pendingPush"]["fields"], json!(["hourlyRate"]));
    assert_eq!(world.counted("PushesDelayed").len(), 1);
}

#[tokio::test]
async fn an_edit_that_could_not_be_written_may_be_tried_again() {
    let world = World::new().await;
    let edit = || patch("ada", &json!({ "tagline": "mine" })).seen("\"b7.u1.o\"").of("ada");

    world.api.store.fail_next([Fault::Refused]);
    let told = world.ask(&edit()).await;
    assert_eq!((told.problem().1.as_str(), told.header("retry-after")), ("unavailable", Some("1")));
    assert_eq!(world.counted("ServerErrors").len(), 1);

    world.api.store.fail_next([Fault::TransactionConflict; 10]);
    let told = world.ask(&edit()).await;
    assert_eq!((told.problem().1.as_str(), told.header("retry-after")), ("busy", Some("1")));

    world.api.store.fail_next([Fault::TransactionConflict, Fault::AnswerLost]);
    assert_eq!(world.ask(&edit()).await.problem().1, "unavailable", "though it is written");
    let again = world.ask(&edit()).await;
    assert_eq!((again.problem().1.as_str(), again.etag()), ("stale", "\"b8.u2.o\""));
}

#[tokio::test]
async fn who_acts_as_another_may_only_look_unless_the_setting_says_otherwise() {
    let actor =
        json!({ "iss": "https://dashboard.clerk.com", "sid": "sess_2", "sub": "user_grace" });
    let token = Token::of(&clerk_id("ada")).claim("act", actor);
    let edit = || patch("ada", &json!({ "bio": "x" })).seen("*").with_token(&token);
    let world = World::new().await;

    assert_eq!(world.ask(&edit()).await.problem(), (403, "impersonation_read_only".to_owned()));
    let me = world.ask(&Ask::get("/v1/me").with_token(&token)).await.json();
    assert_eq!(me["permissions"], json!(["viewBuilder", "viewClient", "viewAccount"]));
    assert_eq!(world.counted("Impersonations").len(), 2);

    let rules = Rules { impersonation: Impersonation::Full, reverification_minutes: 10 };
    let world = World::with(rules).await;
    assert_eq!(world.ask(&edit()).await.status, 200);
    let trail = world.api.store.trail(&id("ada").try_into().unwrap()).await.unwrap();
    let impersonator = trail[0].record.impersonator.as_ref().unwrap();
    assert_eq!(impersonator.as_str(), "user_grace", "the trail names them both");
}

#[tokio::test]
async fn a_deleted_builder_stays_as_they_are() {
    let world = World::new().await;

    let told = world.ask(&patch("dora", &json!({ "bio": "x" })).seen("*").of("grace")).await;

    assert_eq!(told.problem(), (409, "deleted".to_owned()));
}

#[tokio::test]
async fn whoever_is_no_builder_has_nothing_to_edit() {
    let world = World::new().await;
    for (name, by) in [("charles", "charles"), ("charles", "grace"), ("nobody", "grace")] {
        let told = world.ask(&patch(name, &json!({ "bio": "x" })).seen("*").of(by)).await;
        assert_eq!(told.problem(), (404, "not_found".to_owned()), "{name} by {by}");
    }
}

#[tokio::test]
async fn a_client_is_edited_likewise() {
    let world = World::new().await;
    let edit = json!({ "companyName": "Looms", "projectPreferences": { "budget": null } });

    let told = world.ask(&client("ada", &edit).seen("\"c3.u1.o\"").of("ada")).await;

    assert_eq!(told.json()["companyName"], "Looms");
    assert_eq!(told.json()["projectPreferences"], json!({}));
    assert_eq!((told.etag(), &told.json()["version"]), ("\"c4.u2.ow\"", &json!(4)));
    let stale = world.ask(&client("ada", &edit).seen("\"c3.u1.o\"").of("ada")).await;
    assert_eq!((stale.problem().1.as_str(), stale.etag()), ("stale", "\"c4.u2.ow\""));
    let wrong = world.ask(&client("ada", &json!({ "bio": 1 })).seen("*").of("ada")).await;
    assert_eq!(wrong.json()["errors"][0]["code"], "unknown");
}

#[tokio::test]
async fn an_admin_hides_a_builder_and_verifies_one() {
    let world = World::new().await;
    let tier = |it: Value| {
        let path = format!("/v1/builders/{}/validation-tier", id("bob"));
        Ask::new("PUT", &path).json(&json!({ "validationTier": it })).of("grace")
    };
    let told = world.ask(&tier(json!(2))).await;
    assert_eq!((told.status, &told.json()["validationTier"]), (200, &json!(2)));
    assert_eq!(told.json()["pendingPush"]["fields"], json!(["validationTier"]));
    assert_eq!(world.ask(&tier(json!(4))).await.problem().1, "invalid_fields");
    let stale = world.ask(&tier(json!(3)).seen("\"b1.u1.a\"")).await;
    assert_eq!(stale.problem().1, "stale", "who says what they have seen is held to it");

    let path = format!("/v1/builders/{}", id("bob"));
    for _ in 0..2 {
        let told = world.ask(&Ask::new("DELETE", &path).of("grace")).await;
        assert_eq!((told.status, told.text.as_str()), (204, ""));
    }
    assert_eq!(world.ask(&Ask::get(&path)).await.status, 404);
    assert_eq!(world.ask(&Ask::get(&path).of("bob")).await.json()["active"], false);
}
