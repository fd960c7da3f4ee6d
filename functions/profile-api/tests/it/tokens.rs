//! Tokens at the door. How they are verified, `profile-session` tests.

use serde_json::json;

use crate::ask::Ask;
use crate::mint::Token;
use crate::people::clerk_id;
use crate::world::World;

#[tokio::test]
async fn without_a_token_one_is_asked_for_it() {
    let world = World::new().await;

    let told = world.ask(&Ask::get("/v1/me")).await;

    assert_eq!(told.problem(), (401, "signed_out".to_owned()));
    assert_eq!(told.header("www-authenticate"), Some("Bearer"));
}

#[tokio::test]
async fn a_bad_token_is_refused_everywhere_and_never_quoted() {
    let world = World::new().await;
    let ada = || Token::of(&clerk_id("ada"));
    let good = ada().bearer();
    for (reason, value) in [
        ("header", "Basic cGxhbnRlZA==".to_owned()),
        ("header", good.replace("Bearer ", "")),
        ("header", format!("{good},{good}")),
        ("header", "Bearer ".to_owned()),
        ("malformed", "Bearer planted.planted.planted".to_owned()),
        ("signature", format!("{}A", &good[..good.len() - 9]) + "AAAAAAAA"),
        ("expired", ada().claim("exp", 1_762_999_000).bearer()),
        ("issuer", ada().claim("iss", "https://evil.example").bearer()),
        ("party", ada().claim("azp", "https://evil.example").bearer()),
        ("pending", ada().claim("sts", "pending").bearer()),
        ("not_a_session", "Bearer mt_planted".to_owned()),
        ("too_long", format!("Bearer {}", "a".repeat(9_000))),
    ] {
        for path in ["/v1/me", "/v1/builders", "/v1/builders/by-slug/ada", "/v1/webhook-events"] {
            let told = world.ask(&Ask::get(path).header("authorization", &value)).await;
            assert_eq!(told.problem(), (401, "bad_token".to_owned()), "{reason} {path}");
            let challenge = "Bearer error=\"invalid_token\"";
            assert_eq!(told.header("www-authenticate"), Some(challenge));
            assert!(!told.text.contains("planted"), "{}", told.text);
        }
        let counted = world.counted("TokensRejected");
        assert_eq!(counted.last().map(String::as_str), Some(reason));
    }
}

#[tokio::test]
async fn the_scheme_may_be_spelt_in_any_case() {
    let world = World::new().await;
    let lower = Token::of(&clerk_id("ada")).bearer().replace("Bearer", "bearer");

    assert_eq!(world.ask(&Ask::get("/v1/me").header("authorization", &lower)).await.status, 200);
}

#[tokio::test]
async fn while_the_keys_cannot_be_had_nobody_is_called_a_liar() {
    let world = World::new().await;
    world.keys.set(None);

    let told = world.ask(&Ask::get("/v1/me").of("ada")).await;

    assert_eq!(told.problem(), (503, "unavailable".to_owned()));
    assert_eq!(told.header("retry-after"), Some("5"));
    assert!(world.counted("TokensRejected").is_empty());
    assert_eq!(world.ask(&Ask::get("/v1/builders")).await.status, 200, "no token, no keys");
}

#[tokio::test]
async fn a_session_that_says_nothing_of_its_factors_may_not_set_roles() {
    let world = World::new().await;
    let path = format!("/v1/users/{}/roles", crate::people::id("bob"));
    for fva in [json!([-1, -1]), json!([11, 0]), json!(null)] {
        let token = Token::of(&clerk_id("grace")).claim("fva", fva.clone());
        let ask = Ask::new("PUT", &path).json(&json!({ "roles": [] })).with_token(&token);
        let told = world.ask(&ask).await;
        assert_eq!(told.problem(), (403, "reverification_required".to_owned()), "{fva}");
        assert_eq!(
            told.json()["clerk_error"],
            json!({
                "type": "forbidden", "reason": "reverification-error",
                "metadata": { "reverification": { "level": "first_factor", "afterMinutes": 10 } },
            })
        );
    }
    let token = Token::of(&clerk_id("grace")).claim("fva", json!([10, -1]));
    let ask = Ask::new("PUT", &path).json(&json!({ "roles": ["BUILDER"] })).with_token(&token);
    assert_eq!(world.ask(&ask).await.status, 200);
}
