//! Who sees what of a builder.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::api::{Ask, Member, Told};
use crate::support::clerk::unique;
use crate::support::stack::Stack;

/// A builder's edit of themselves, which goes well.
async fn edit(stack: &Stack, builder: &Member, patch: Value) {
    stack.ask(Ask::patch(builder.builder(), &patch).by(builder)).await.ok();
}

/// What somebody, or anybody, is told of a builder.
async fn look(stack: &Stack, builder: &Member, viewer: Option<&Member>) -> Told {
    let ask = Ask::get(builder.builder());
    stack.ask(viewer.map_or(ask.clone(), |it| ask.by(it))).await
}

#[tokio::test]
async fn a_deactivated_builder_is_there_for_themselves_and_admins_only() {
    let stack = Stack::find().await;
    let (ada, admin) = (stack.member(&["BUILDER"]).await, stack.member(&["ADMIN"]).await);
    let slug = format!("gone-{}", unique());
    edit(&stack, &ada, json!({ "slug": slug, "domains": [slug], "bio": "kept" })).await;
    let listed = format!("/v1/builders?domain={slug}");
    assert_eq!(stack.walk(&listed, "builders", None).await.len(), 1);

    for _ in 0..2 {
        let delete = Ask::new(Method::DELETE, ada.builder()).by(&admin);
        assert_eq!(stack.ask(delete).await.status, 204);
    }

    assert_eq!(stack.walk(&listed, "builders", None).await, Vec::<Value>::new());
    for path in [ada.builder(), format!("/v1/builders/by-slug/{slug}")] {
        let told = stack.ask(Ask::get(path)).await;
        assert_eq!(told.problem(), (404, "not_found".to_owned()));
    }
    for viewer in [&ada, &admin] {
        let shown = look(&stack, &ada, Some(viewer)).await.ok();
        assert_eq!((&shown["active"], &shown["bio"]), (&json!(false), &json!("kept")));
    }
    let trail = stack.trail(&stack.person(ada.clerk_id()).await).await;
    assert_eq!(trail.len(), 3, "a deactivation is written once");
}

#[tokio::test]
async fn a_private_field_is_shown_to_nobody_but_the_builder_and_admins() {
    const PRIVATE: [&str; 6] =
        ["displayName", "hourlyRate", "searchable", "active", "version", "pendingPush"];
    let stack = Stack::find().await;
    let (ada, ben) = (stack.member(&["BUILDER"]).await, stack.member(&["BUILDER"]).await);
    let admin = stack.member(&["ADMIN"]).await;
    edit(&stack, &ada, json!({ "hourlyRate": 98.7, "displayName": "Countess Ada" })).await;

    for (viewer, sees_all) in
        [(None, false), (Some(&ben), false), (Some(&ada), true), (Some(&admin), true)]
    {
        let shown = look(&stack, &ada, viewer).await.ok();

        assert_eq!(shown["name"], "Countess Ada");
        for field in PRIVATE {
            assert_eq!(shown.get(field).is_some(), sees_all, "{field}: {shown}");
        }
        assert!(!shown.to_string().contains(ada.someone.address()), "{shown}");
        assert!(!shown.to_string().contains(ada.clerk_id()), "{shown}");
        assert_eq!(shown["permissions"]["canEdit"], sees_all);
    }
}

#[tokio::test]
async fn a_suspended_builder_is_hidden_until_they_are_not() {
    let stack = Stack::find().await;
    let ada = stack.member(&["BUILDER"]).await;
    assert_eq!(look(&stack, &ada, None).await.status, 200);

    stack.punish(ada.clerk_id(), "lock").await;
    stack.caught_up(ada.clerk_id()).await;
    assert_eq!(look(&stack, &ada, None).await.status, 404);

    stack.punish(ada.clerk_id(), "unlock").await;
    stack.caught_up(ada.clerk_id()).await;
    assert_eq!(look(&stack, &ada, None).await.status, 200);
}

#[tokio::test]
async fn who_has_seen_it_already_is_told_so_until_it_changes() {
    let stack = Stack::find().await;
    let ada = stack.member(&["BUILDER"]).await;
    let public = look(&stack, &ada, None).await.etag().to_owned();
    let own = look(&stack, &ada, Some(&ada)).await.etag().to_owned();
    assert_ne!(public, own, "they are shown different things");
    let again = Ask::get(ada.builder()).header("if-none-match", &public);

    let told = stack.ask(again.clone()).await;
    assert_eq!((told.status, told.text.as_str(), told.etag()), (304, "", public.as_str()));
    assert_eq!(stack.ask(again.clone().by(&ada)).await.status, 200);

    edit(&stack, &ada, json!({ "bio": "anew" })).await;
    assert_eq!(stack.ask(again).await.ok()["bio"], "anew");
}
