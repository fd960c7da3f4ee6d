//! Which tokens are believed, as they come through the gateway.

use clerk_simulator::{Fault, FaultRule, Signer, TokenRequest};
use serde_json::{Value, json};

use crate::support::api::{Ask, Member, Told};
use crate::support::clerk::unique;
use crate::support::processes::kill;
use crate::support::stack::Stack;
use crate::support::wait::{SOON, until};
use crate::support::webhook::now;

/// Clerk's categories of tokens, in their headers.
const TEMPLATE: &str = "cl_B7d4PD222AAA";
const MACHINE: &str = "cl_B7d4PD333AAA";
const UNCLASSIFIED: &str = "cl_I7d4PD111III";

/// Half a minute from now, in seconds: more than clocks may differ.
fn ahead() -> i64 {
    now() + 30
}

/// Every token that looks like somebody's and isn't one of their session.
fn attacks(id: &str) -> Vec<(&'static str, TokenRequest)> {
    let token = || TokenRequest::of(id);
    let null = Value::Null;
    vec![
        ("unsigned", token().signed_by(Signer::None)),
        ("signed with the public key as a secret", token().signed_by(Signer::Hs256)),
        ("signed by another key", token().signed_by(Signer::Another)),
        ("of an unknown key", token().header("kid", "ins_2Another")),
        ("of no key", token().header("kid", null.clone())),
        ("said to be unsigned", token().header("alg", "none")),
        ("said to be of another algorithm", token().header("alg", "RS512")),
        ("of another issuer", token().claim("iss", "https://clerk.example.com")),
        ("of no issuer", token().claim("iss", null.clone())),
        ("for another page", token().claim("azp", "http://localhost:4000")),
        ("for a page that begins alike", token().claim("azp", "http://localhost:3000.example")),
        ("for no page", token().claim("azp", null.clone())),
        ("run out", TokenRequest { lifetime_seconds: -10, ..token() }),
        ("without an end", token().claim("exp", null.clone())),
        ("not good yet", token().claim("nbf", ahead())),
        ("without a beginning", token().claim("nbf", null.clone())),
        ("issued in the future", token().claim("iat", ahead())),
        ("never issued", token().claim("iat", null.clone())),
        ("of a session that is pending", token().claim("sts", "pending")),
        ("of no session", token().claim("sid", null.clone())),
        ("of a template", token().header("cat", TEMPLATE).claim("sid", null)),
        ("of a template with a session", token().header("cat", TEMPLATE)),
        ("of a machine", token().header("cat", MACHINE).claim("sub", "mch_2Machine")),
        ("of a machine that calls itself a user", token().header("cat", MACHINE)),
        ("of an OAuth application", token().header("typ", "at+jwt")),
        ("of nobody", token().claim("sub", "")),
        ("of somebody unknown", token().claim("sub", format!("user_2Nobody{}", unique()))),
        ("too long", token().claim("filling", "x".repeat(8 << 10))),
    ]
}

/// Checks that the answer is that of a token which isn't believed, and tells nothing.
fn assert_refused(told: &Told, what: &str) {
    assert_eq!(told.problem(), (401, "bad_token".to_owned()), "{what}: {told:?}");
    assert_eq!(told.header("www-authenticate"), "Bearer error=\"invalid_token\"", "{what}");
}

#[tokio::test]
async fn no_token_but_a_genuine_one_of_a_session_is_believed() {
    let stack = Stack::find().await;
    let ada = stack.member(&["BUILDER"]).await;

    for (what, request) in attacks(ada.clerk_id()) {
        let token = stack.token(&request).await;
        assert_refused(&stack.ask(Ask::get("/v1/me").with(&token)).await, what);
        if what != "of somebody unknown" {
            // A bad token is no better than none where none would do.
            assert_refused(&stack.ask(Ask::get(ada.builder()).with(&token)).await, what);
        }
    }
    stack.ask(Ask::get("/v1/me").by(&ada)).await.ok();
}

#[tokio::test]
async fn what_is_no_token_at_all_is_not_believed() {
    let stack = Stack::find().await;
    let ada = stack.member(&["BUILDER"]).await;
    let Member { token, .. } = &ada;
    let (signed, _) = token.rsplit_once('.').unwrap();

    for header in [
        String::new(),
        "Bearer".to_owned(),
        "Bearer ".to_owned(),
        token.clone(),
        format!("Basic {token}"),
        format!("Bearer: {token}"),
        format!("Bearer {token} {token}"),
        format!("Bearer {signed}"),
        format!("Bearer {signed}."),
        format!("Bearer {token}A"),
        "Bearer a.b.c".to_owned(),
        "Bearer mt_2Machine".to_owned(),
        "Bearer oat_2Application".to_owned(),
        "Bearer ak_2Key".to_owned(),
    ] {
        let told = stack.ask(Ask::get("/v1/me").header("authorization", &header)).await;
        assert_refused(&told, &header);
    }
}

#[tokio::test]
async fn of_two_tokens_neither_is_believed() {
    let stack = Stack::find().await;
    let (ada, ben) = (stack.member(&["BUILDER"]).await, stack.member(&["BUILDER"]).await);

    for other in [&ada, &ben] {
        let bearer = format!("Bearer {}", other.token);
        let both = Ask::get("/v1/me").by(&ada).another("authorization", &bearer);
        assert_refused(&stack.ask(both).await, "two");
    }
}

#[tokio::test]
async fn a_genuine_token_is_believed_in_every_form_that_clerk_gives_it() {
    let stack = Stack::find().await;
    let ada = stack.member(&["BUILDER"]).await;
    let token = || TokenRequest::of(ada.clerk_id());

    for (what, request) in [
        ("of today", token()),
        ("of before April 2025", TokenRequest { version: 1, ..token() }),
        ("of the other page", token().claim("azp", "http://localhost:5173")),
        ("of no category", token().header("cat", Value::Null)),
        ("of a category that says nothing", token().header("cat", UNCLASSIFIED)),
        ("with claims of the application's own", token().claim("role", "ADMIN")),
        ("with an audience", token().claim("aud", json!(["somebody"]))),
        ("issued a moment ahead", token().claim("iat", now() + 2)),
    ] {
        let token = stack.token(&request).await;
        let me = stack.ask(Ask::get("/v1/me").with(&token)).await.ok();
        assert_eq!(me["user"]["id"], ada.id, "{what}");
        assert_eq!(me["user"]["roles"], json!(["BUILDER"]), "{what}: roles are by our record");
    }
    for scheme in ["bearer", "BEARER", "Bearer "] {
        let header = format!("{scheme} {}", ada.token);
        stack.ask(Ask::get("/v1/me").header("authorization", &header)).await.ok();
    }
}

#[tokio::test]
async fn whoever_sends_no_token_is_asked_for_one() {
    let stack = Stack::find().await;

    let told = stack.ask(Ask::get("/v1/me")).await;

    assert_eq!(told.problem(), (401, "signed_out".to_owned()));
    assert_eq!(told.header("www-authenticate"), "Bearer");
}

#[tokio::test]
async fn while_clerk_is_down_the_keys_at_hand_stay_good_and_without_any_nobody_is_let_in() {
    let stack = Stack::find_alone().await;
    let ada = stack.member(&["BUILDER"]).await;
    let me = async || stack.ask(Ask::get("/v1/me").by(&ada)).await;
    // One process, which has seen a token, and so has asked for the keys.
    kill(&stack.processes("profile-api"));
    me().await.ok();
    stack.break_clerk(vec![FaultRule::always(Fault::Down)]).await;

    me().await.ok();
    kill(&stack.processes("profile-api"));
    let told = me().await;
    assert_eq!(told.problem(), (503, "unavailable".to_owned()), "a new process knows no key");
    assert_ne!(told.header("retry-after"), "");
    let public = stack.ask(Ask::get(ada.builder())).await;
    assert_eq!(public.ok()["userId"], ada.id, "what is public needs no key");

    stack.mend().await;
    until("the keys are asked for again", SOON, async || {
        let told = me().await;
        if told.status == 200 { Ok(()) } else { Err(told.text) }
    })
    .await;
}

#[tokio::test]
async fn a_token_outlives_no_change_of_who_somebody_is() {
    let stack = Stack::find().await;
    let ada = stack.member(&["BUILDER"]).await;
    let me = async || stack.ask(Ask::get("/v1/me").by(&ada)).await;

    stack.punish(ada.clerk_id(), "ban").await;
    stack.caught_up(ada.clerk_id()).await;
    let suspended = me().await.ok();
    assert_eq!(suspended["user"]["status"], "suspended", "they see why they may do nothing");
    let patch = Ask::patch(ada.builder(), &json!({ "bio": "anew" })).by(&ada);
    let refused = stack.ask(patch).await.problem();
    assert_eq!(refused, (403, "account_suspended".to_owned()));

    stack.punish(ada.clerk_id(), "unban").await;
    stack.caught_up(ada.clerk_id()).await;
    assert_eq!(me().await.ok()["user"]["status"], "active");

    stack.settle(&ada.someone.deleted()).await;
    assert_eq!(me().await.problem(), (403, "account_deleted".to_owned()));
}
