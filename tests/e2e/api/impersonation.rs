//! Somebody of the platform's staff who acts as another: they see what that person sees.

use clerk_simulator::TokenRequest;
use serde_json::json;

use crate::support::api::{Ask, Member};
use crate::support::stack::Stack;

/// A token of somebody's for whoever acts as them.
async fn token_as(stack: &Stack, member: &Member) -> String {
    let actor = json!({ "sub": "user_2Support", "sid": "sess_2" });
    stack.token(&TokenRequest::of(member.clerk_id()).claim("act", actor)).await
}

#[tokio::test]
async fn who_acts_as_somebody_may_look_and_it_is_told_who_it_was() {
    let stack = Stack::find().await;
    let ada = stack.member(&["CLIENT", "BUILDER"]).await;
    let token = token_as(&stack, &ada).await;

    let told = stack.ask(Ask::get("/v1/me").with(&token)).await;

    let me = told.ok();
    assert_eq!(me["user"]["id"], ada.id);
    let may = me["permissions"].as_array().unwrap();
    assert!(may.iter().all(|it| it.as_str().unwrap().starts_with("view")), "{may:?}");
    let logs = stack.logs_of(told.request_id()).await;
    let seen = logs.iter().find(|it| it.contains("\"impersonation\""));
    assert!(seen.is_some_and(|it| it.contains("user_2Support")), "{logs:?}");
}

#[tokio::test]
async fn who_acts_as_somebody_changes_nothing_even_as_an_admin() {
    let stack = Stack::find().await;
    let (ada, admin) = (stack.member(&["CLIENT", "BUILDER"]).await, stack.member(&["ADMIN"]).await);
    let as_ada = token_as(&stack, &ada).await;
    let as_admin = token_as(&stack, &admin).await;

    for ask in [
        Ask::patch(ada.builder(), &json!({ "bio": "not theirs" })).with(&as_ada),
        Ask::patch(ada.client(), &json!({ "industry": "not theirs" })).with(&as_ada),
        Ask::patch(ada.builder(), &json!({ "bio": "not theirs" })).with(&as_admin),
        Ask::put(ada.tier(), &json!({ "validationTier": 3 })).with(&as_admin),
        Ask::put(ada.roles(), &json!({ "roles": ["ADMIN"] })).with(&as_admin),
        Ask::post("/v1/reconciliations", &json!({})).with(&as_admin),
    ] {
        let told = stack.ask(ask).await;
        assert_eq!(told.problem(), (403, "impersonation_read_only".to_owned()));
        let logs = stack.logs_of(told.request_id()).await;
        assert!(logs.iter().any(|it| it.contains("\"access_denied\"")), "{logs:?}");
    }
    assert_eq!(stack.person(ada.clerk_id()).await.version(), 1);
    stack.ask(Ask::get(ada.account()).with(&as_admin)).await.ok();
}
