//! Roles: set by an admin who has just proved who they are, pushed to Clerk, and in force at
//! once, whatever a token says.

use std::time::Duration;

use clerk_simulator::TokenRequest;
use futures_util::future::{join, join_all};
use profile_core::audit::Actor;
use serde_json::{Value, json};

use crate::support::api::{Ask, Member, Told};
use crate::support::stack::Stack;

/// How many requests of somebody are under way at once.
const AT_ONCE: usize = 3;

/// How many more each sends once it was refused.
const MORE: usize = 5;

fn set(subject: &Member, roles: &[&str]) -> Ask {
    Ask::put(subject.roles(), &json!({ "roles": roles }))
}

#[tokio::test]
async fn roles_set_by_an_admin_reach_clerk_and_make_profiles() {
    let stack = Stack::find().await;
    let (ada, admin) = (stack.member(&["CLIENT"]).await, stack.member(&["ADMIN"]).await);

    let told = stack.ask(set(&ada, &["BUILDER", "SUBSCRIBER"]).by(&admin)).await;

    let account = told.ok();
    assert_eq!(account["roles"], json!(["BUILDER", "SUBSCRIBER"]));
    assert_eq!(account["pendingPush"]["fields"][0], "roles");
    assert_eq!(stack.ask(Ask::get(ada.builder())).await.status, 200, "they are a builder");
    let me = stack.ask(Ask::get("/v1/me").by(&ada)).await.ok();
    assert_eq!(me["client"]["active"], false);
    stack.pushed(ada.clerk_id()).await;
    let after = stack.caught_up(ada.clerk_id()).await;
    let metadata = stack.clerk_user(ada.clerk_id()).await["public_metadata"].take();
    assert_eq!(metadata["roles"], json!(["BUILDER", "SUBSCRIBER"]));
    let trail = stack.trail(&after).await;
    assert_eq!(trail.len(), 2, "the echo changes nothing: {trail:#?}");
    let id = admin.id.clone().try_into().unwrap();
    assert_eq!(trail[1].record.actor, Actor::Admin(id));

    stack.ask(set(&ada, &["CLIENT"]).by(&admin)).await.ok();
    assert_eq!(stack.ask(Ask::get(ada.builder())).await.status, 404);
    stack.ask(set(&ada, &["CLIENT", "BUILDER"]).by(&admin)).await.ok();
    assert_eq!(stack.ask(Ask::get(ada.builder())).await.status, 200, "and one again");
}

#[tokio::test]
async fn an_admin_whose_first_factor_is_long_ago_is_asked_to_prove_it() {
    let stack = Stack::find().await;
    let (ada, admin) = (stack.member(&["CLIENT"]).await, stack.member(&["ADMIN"]).await);
    let token = TokenRequest::of(admin.clerk_id());

    for stale in
        [json!([11, -1]), json!([11, 0]), json!([-1, -1]), json!([]), json!("0"), Value::Null]
    {
        let token = stack.token(&token.clone().claim("fva", stale.clone())).await;
        let told = stack.ask(set(&ada, &["ADMIN"]).with(&token)).await;

        assert_eq!(told.problem(), (403, "reverification_required".to_owned()), "{stale}");
        let expected = json!({
            "type": "forbidden",
            "reason": "reverification-error",
            "metadata": { "reverification": { "level": "first_factor", "afterMinutes": 10 } },
        });
        assert_eq!(told.json()["clerk_error"], expected, "what Clerk's helper understands");
        stack.ask(Ask::get(ada.account()).with(&token)).await.ok();
    }
    assert_eq!(stack.person(ada.clerk_id()).await.version(), 1);

    let fresh = stack.token(&token.claim("fva", json!([9, -1]))).await;
    stack.ask(set(&ada, &["ADMIN"]).with(&fresh)).await.ok();
}

#[tokio::test]
async fn roles_that_there_are_not_are_refused() {
    let stack = Stack::find().await;
    let (ada, admin) = (stack.member(&["CLIENT"]).await, stack.member(&["ADMIN"]).await);

    for body in [
        json!({ "roles": ["OWNER"] }),
        json!({ "roles": ["admin"] }),
        json!({ "roles": "ADMIN" }),
        json!({ "roles": ["CLIENT"], "verified": true }),
        json!({}),
        json!([]),
    ] {
        let put = Ask::put(ada.roles(), &body).by(&admin);
        assert_eq!(stack.ask(put).await.problem(), (422, "invalid_fields".to_owned()), "{body}");
    }
    assert_eq!(stack.person(ada.clerk_id()).await.version(), 1);
}

#[tokio::test]
async fn nobody_but_an_admin_sets_roles_their_own_least_of_all() {
    let stack = Stack::find().await;
    let ada = stack.member(&["BUILDER"]).await;
    let says_admin = TokenRequest::of(ada.clerk_id())
        .claim("role", "ADMIN")
        .claim("roles", json!(["ADMIN"]))
        .claim("metadata", json!({ "roles": ["ADMIN"] }));
    let says_admin = stack.token(&says_admin).await;

    for token in [&ada.token, &says_admin] {
        let told = stack.ask(set(&ada, &["ADMIN"]).with(token)).await;
        assert_eq!(told.problem(), (403, "forbidden".to_owned()));
    }
}

#[tokio::test]
async fn a_role_taken_away_in_clerk_stops_working_with_the_old_token_too() {
    let stack = Stack::find().await;
    let (ada, admin) = (stack.member(&["CLIENT"]).await, stack.member(&["ADMIN"]).await);
    stack.ask(Ask::get(ada.account()).by(&admin)).await.ok();

    stack.set_metadata(admin.clerk_id(), json!({ "roles": ["CLIENT"] })).await;
    stack.caught_up(admin.clerk_id()).await;

    let told = stack.ask(Ask::get(ada.account()).by(&admin)).await;
    assert_eq!(told.problem(), (403, "forbidden".to_owned()));
}

/// What somebody's edits of a builder come to, one after another, until some time after one was
/// refused.
async fn edit_until_refused(stack: &Stack, builder: &Member, by: &Member, name: usize) -> Vec<u16> {
    let mut statuses = Vec::new();
    let mut number = 0;
    while statuses.iter().filter(|it| **it != 200).count() <= MORE {
        number += 1;
        let patch = json!({ "bio": format!("{name}: {number}") });
        statuses.push(stack.ask(Ask::patch(builder.builder(), &patch).by(by)).await.status);
    }
    statuses
}

#[tokio::test]
async fn a_role_taken_away_while_requests_are_under_way_lets_none_through_afterwards() {
    let stack = Stack::find().await;
    let (ada, admin) = (stack.member(&["BUILDER"]).await, stack.member(&["ADMIN"]).await);
    let demoted = stack.member(&["ADMIN"]).await;

    let stream = join_all((0..AT_ONCE).map(|it| edit_until_refused(&stack, &ada, &demoted, it)));
    let late = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        stack.ask(set(&demoted, &["CLIENT"]).by(&admin)).await.ok();
        // Sent after the answer, so there is no doubt about which came first.
        let patch = Ask::patch(ada.builder(), &json!({ "bio": "too late" })).by(&demoted);
        stack.ask(patch).await
    };
    let (streams, late): (Vec<Vec<u16>>, Told) = join(stream, late).await;

    assert_eq!(late.problem(), (403, "forbidden".to_owned()));
    let mut made = 0;
    for statuses in streams {
        let before = statuses.iter().take_while(|it| **it == 200).count();
        assert_ne!(before, 0, "they were at work: {statuses:?}");
        assert!(statuses[before..].iter().all(|it| *it == 403), "{statuses:?}");
        made += before;
    }
    let person = stack.person(ada.clerk_id()).await;
    let trail = stack.trail(&person).await;
    let demoted = Actor::Admin(demoted.id.try_into().unwrap());
    let written = trail.iter().filter(|it| it.record.actor == demoted).count();
    assert_eq!(written, made, "what was refused is not written");
}
