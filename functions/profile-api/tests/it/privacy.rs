//! What the log says, and what it never says.

use serde_json::json;

use crate::ask::Ask;
use crate::log;
use crate::mint::Token;
use crate::people::{clerk_id, id};
use crate::world::{REQUEST_ID, World};

#[tokio::test]
async fn a_request_leaves_one_line_with_what_became_of_it() {
    let world = World::new().await;
    log::clear();
    world.ask(&Ask::get(&format!("/v1/users/{}", id("ada"))).of("ada")).await;

    let lines = log::lines();
    assert_eq!(lines.len(), 1, "{lines:?}");
    let fields = &lines[0]["fields"];
    assert_eq!(fields["message"], "request answered");
    assert_eq!(fields["http.route"], "GET /v1/users/{userId}");
    assert_eq!((&fields["status"], &fields["request.id"]), (&json!(200), &json!(REQUEST_ID)));
    assert_eq!((&fields["user.id"], &fields["duration_ms"]), (&json!(id("ada")), &json!(0)));
}

#[tokio::test]
async fn a_refusal_says_why_and_is_a_security_event() {
    let world = World::new().await;
    log::clear();
    world.ask(&Ask::get(&format!("/v1/users/{}", id("ada"))).of("bob")).await;

    let lines = log::lines();
    assert_eq!(lines[0]["fields"]["security.event"], "access_denied");
    assert_eq!(lines[0]["fields"]["operation"], "viewAccount");
    assert_eq!(lines[0]["fields"]["subject.id"], id("ada"));
    assert_eq!(lines[1]["fields"]["reason"], "forbidden");
    assert_eq!(lines[1]["level"], "WARN");
}

#[tokio::test]
async fn what_fails_here_is_logged_with_its_causes_and_kept_from_the_client() {
    let world = World::new().await;
    world.api.directory.set_down(true);
    log::clear();
    let told = world.ask(&Ask::get("/v1/me").of("newcomer")).await;

    let line = &log::lines()[0];
    assert_eq!(line["level"], "ERROR");
    assert_eq!(line["fields"]["error"], "clerk could not be asked: clerk is down");
    assert!(!told.text.contains("clerk"), "{}", told.text);
}

#[tokio::test]
async fn nothing_personal_and_no_token_is_ever_logged_or_counted() {
    let world = World::new().await;
    log::clear();
    let ada = || format!("/v1/builders/{}", id("ada"));
    let token = Token::of(&clerk_id("ada"));
    let planted = json!({
        "bio": "PLANTEDBIO", "displayName": "PLANTEDNAME", "availability": "PLANTEDTIME",
        "socialLinks": { "PLANTEDSITE": "https://planted.example.com" }, "PLANTEDFIELD": 1,
    });
    let mut fine = planted.clone();
    fine.as_object_mut().unwrap().remove("PLANTEDFIELD");
    for ask in [
        Ask::get("/v1/me").with_token(&token),
        Ask::get(&ada()).of("grace"),
        Ask::new("PATCH", &ada()).seen("*").json(&fine).with_token(&token),
        Ask::new("PATCH", &ada()).seen("PLANTEDTAG").json(&planted).with_token(&token),
        Ask::new("PATCH", &ada()).seen("*").json(&planted).with_token(&token),
        Ask::new("PATCH", &ada()).seen("*").json(&json!({})).body("{PLANTEDBODY").of("ada"),
        Ask::new("PATCH", &ada()).seen("PLANTEDTAG").json(&fine).of("bob"),
        Ask::get("/v1/PLANTEDPATH?PLANTEDQUERY=1").of("ada"),
        Ask::get("/v1/builders?PLANTEDQUERY=PLANTEDVALUE"),
        Ask::get("/v1/users/PLANTEDID").of("bob"),
        Ask::get("/v1/users/PLANTEDID").of("grace"),
        Ask::get(&format!("/v1/users/{}/comparison", id("ada"))).of("grace"),
        Ask::get("/v1/users/user_PLANTEDID/comparison").of("grace"),
        Ask::get("/v1/users/user_PLANTEDID/comparison").of("bob"),
        Ask::get("/v1/builders/by-slug/plantedslug"),
        Ask::new("PLANTEDMETHOD", "/v1/me"),
        Ask::get("/v1/me").header("authorization", "Bearer PLANTEDTOKEN"),
        Ask::get("/v1/me").header("user-agent", "PLANTEDAGENT").header("cookie", "PLANTEDCOOKIE"),
        Ask::new("PUT", &format!("/v1/users/{}/roles", id("ada")))
            .json(&json!({ "roles": ["PLANTEDROLE"] }))
            .of("grace"),
        Ask::get("/v1/webhook-events?eventType=PLANTEDTYPE").of("grace"),
    ] {
        world.ask(&ask).await;
    }

    let written = log::text() + &format!("{:?}", world.metrics());
    assert!(log::lines().len() >= 20);
    let lower = written.to_lowercase();
    let secret = token.bearer();
    for never in ["planted", "ada byron", "countess", "@example", "203.0.113.7", &secret[7..60]] {
        assert!(!lower.contains(&never.to_lowercase()), "{never}: {written}");
    }
}
