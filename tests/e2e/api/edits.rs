//! Edits: one of two wins, nothing is mixed, and Clerk is told.

use std::collections::BTreeSet;

use futures_util::future::{join, join_all};
use profile_core::audit::{Actor, Cause};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::api::{Ask, Member, Told};
use crate::support::clerk::unique;
use crate::support::stack::Stack;

const EDITORS: usize = 20;

/// How somebody sees a builder.
async fn seen(stack: &Stack, builder: &Member, by: &Member) -> Told {
    let told = stack.ask(Ask::get(builder.builder()).by(by)).await;
    told.ok();
    told
}

/// A builder's edit of themselves.
async fn edit(stack: &Stack, builder: &Member, patch: Value) -> Told {
    stack.ask(Ask::patch(builder.builder(), &patch).by(builder)).await
}

#[tokio::test]
async fn of_twenty_editors_who_saw_the_same_one_wins_whole() {
    let stack = Stack::find().await;
    let ada = stack.member(&["BUILDER"]).await;
    let before = seen(&stack, &ada, &ada).await;

    let told = join_all((0..EDITORS).map(async |number| {
        let text = format!("edited by {number}");
        let patch = json!({ "headline": text, "tagline": text, "bio": text });
        stack.ask(Ask::patch(ada.builder(), &patch).by(&ada).seen(before.etag())).await
    }))
    .await;

    let (won, lost): (Vec<_>, Vec<_>) = told.iter().partition(|it| it.status == 200);
    assert_eq!(won.len(), 1, "{told:#?}");
    let winner = won[0].ok();
    let after = seen(&stack, &ada, &ada).await;
    assert_eq!(after.ok(), winner);
    for told in lost {
        assert_eq!(told.problem(), (412, "stale".to_owned()));
        assert_eq!(told.etag(), after.etag(), "it says what to look at");
        assert_eq!(told.json()["current"], winner["version"]);
    }
    let text = &winner["headline"];
    assert_eq!([&winner["tagline"], &winner["bio"]], [text, text], "nothing is mixed");
    assert_eq!(winner["version"].as_u64(), before.ok()["version"].as_u64().map(|it| it + 1));
    let trail = stack.trail(&stack.person(ada.clerk_id()).await).await;
    assert_eq!(trail.len(), 2, "and the trail tells of one");
    let entry = &trail[1].record;
    assert_eq!(entry.actor, Actor::User(ada.id.clone().try_into().unwrap()));
    assert_eq!(entry.cause, Cause::Request(won[0].request_id().to_owned()));
}

#[tokio::test]
async fn an_edit_says_what_it_is_of() {
    let stack = Stack::find().await;
    let ada = stack.member(&["BUILDER"]).await;
    let patch = Ask::patch(ada.builder(), &json!({ "bio": "anew" })).by(&ada);

    let silent = stack.ask(patch.clone().without("if-match")).await;
    assert_eq!(silent.problem(), (428, "precondition_required".to_owned()));

    for foreign in [r#""b7.u1.o""#, r#""c0.u1.o""#, r#""anything""#, "none"] {
        let refused = stack.ask(patch.clone().seen(foreign)).await;
        assert_eq!(refused.problem(), (412, "stale".to_owned()), "{foreign}");
    }

    let refused = stack.ask(patch.clone().seen(r#""b7.u1.o""#)).await;
    let edited = stack.ask(patch.clone().seen(refused.etag())).await;
    assert_eq!(edited.ok()["bio"], "anew", "the tag of a refusal is one to go on with");
    let again = stack.ask(patch.seen(edited.etag())).await;
    assert_eq!(again.etag(), edited.etag(), "nothing changed, and there is no new version");
}

#[tokio::test]
async fn every_fault_of_an_edit_is_named_and_nothing_of_it_is_kept() {
    let stack = Stack::find().await;
    let ada = stack.member(&["BUILDER"]).await;
    let before = stack.person(ada.clerk_id()).await;

    let told = edit(
        &stack,
        &ada,
        json!({
            "bio": "this would do", "headline": "x".repeat(121), "hourlyRate": "10000.01",
            "slug": "No Slug", "roles": ["ADMIN"], "validationTier": 3, "unheardOf": 1,
            "searchable": "yes", "portfolioItems": [{ "title": "T", "url": "javascript:alert(1)" }],
        }),
    )
    .await;

    assert_eq!(told.problem(), (422, "invalid_fields".to_owned()));
    let errors = told.json()["errors"].as_array().unwrap().clone();
    let named = |it: &Value| {
        let text = |key: &str| it[key].as_str().unwrap().to_owned();
        (text("pointer"), text("code"))
    };
    let expected = [
        ("/headline", "too_long"),
        ("/hourlyRate", "out_of_range"),
        ("/portfolioItems/0/url", "malformed"),
        ("/roles", "not_editable"),
        ("/searchable", "wrong_type"),
        ("/slug", "malformed"),
        ("/unheardOf", "unknown"),
        ("/validationTier", "not_editable"),
    ];
    let expected = expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()));
    assert_eq!(errors.iter().map(named).collect::<BTreeSet<_>>(), BTreeSet::from(expected));
    assert_eq!(stack.person(ada.clerk_id()).await, before);
}

#[tokio::test]
async fn a_body_that_is_no_patch_is_refused() {
    let stack = Stack::find().await;
    let ada = stack.member(&["BUILDER"]).await;
    let patch = Ask::patch(ada.builder(), &json!({})).by(&ada);
    let json = "application/merge-patch+json";
    let large = format!(r#"{{"bio":"{}"}}"#, "x".repeat(200_000));

    for (media_type, body, status) in [
        (json, "", 400),
        (json, "{", 400),
        (json, r#"{"bio":"a","bio":"b"}"#, 400),
        (json, "[]", 422),
        (json, "null", 422),
        (json, large.as_str(), 413),
        ("text/plain", "{}", 415),
        ("application/x-www-form-urlencoded", "bio=a", 415),
    ] {
        let told = stack.ask(patch.clone().body(media_type, body)).await;
        assert_eq!(told.status, status, "{media_type} {}: {told:?}", body.len());
    }
    assert_eq!(stack.person(ada.clerk_id()).await.version(), 1);
}

#[tokio::test]
async fn what_clerk_changes_meanwhile_spoils_no_edit() {
    let stack = Stack::find().await;
    let ada = stack.member(&["BUILDER"]).await;
    let mut etag = seen(&stack, &ada, &ada).await.etag().to_owned();

    let editing = async {
        for number in 0..8 {
            let patch = json!({ "headline": format!("edit {number}") });
            let ask = Ask::patch(ada.builder(), &patch).by(&ada).seen(&etag);
            let told = stack.ask(ask).await;
            told.ok();
            told.etag().clone_into(&mut etag);
        }
    };
    let uploading = async {
        for _ in 0..4 {
            let path = format!("/users/{}/image", ada.clerk_id());
            stack.simulate(Method::POST, &path, json!({})).await;
            stack.caught_up(ada.clerk_id()).await;
        }
    };
    join(editing, uploading).await;

    let shown = seen(&stack, &ada, &ada).await.ok();
    assert_eq!(shown["headline"], "edit 7");
    let avatar = stack.clerk_user(ada.clerk_id()).await["image_url"].take();
    assert_eq!(shown["imageUrl"], avatar);
    stack.trail(&stack.person(ada.clerk_id()).await).await;
}

#[tokio::test]
async fn of_two_who_want_a_slug_one_gets_it_and_the_other_may_have_it_later() {
    let stack = Stack::find().await;
    let (ada, ben) = (stack.member(&["BUILDER"]).await, stack.member(&["BUILDER"]).await);
    let slug = format!("slug-{}", unique());
    let wanted = json!({ "slug": slug, "headline": "with a slug" });
    let path = format!("/v1/builders/by-slug/{slug}");

    let told = join(edit(&stack, &ada, wanted.clone()), edit(&stack, &ben, wanted.clone())).await;

    let (winner, loser, told) =
        if told.0.status == 200 { (&ada, &ben, told.1) } else { (&ben, &ada, told.0) };
    assert_eq!(told.problem(), (409, "slug_taken".to_owned()));
    assert_eq!(stack.ask(Ask::get(&path)).await.ok()["userId"], winner.id);
    let lost = seen(&stack, loser, loser).await.ok();
    assert_eq!([&lost["slug"], &lost["headline"]], [&Value::Null, &Value::Null]);

    edit(&stack, winner, json!({ "slug": format!("{slug}-2") })).await.ok();
    assert_eq!(stack.ask(Ask::get(&path)).await.status, 404, "it is free");
    edit(&stack, loser, wanted).await.ok();
    assert_eq!(stack.ask(Ask::get(&path)).await.ok()["userId"], loser.id);
    stack.assert_pointers_hold().await;
}

#[tokio::test]
async fn what_clerk_holds_a_copy_of_is_pushed_and_its_echo_changes_nothing() {
    let stack = Stack::find().await;
    let ada = stack.member(&["CLIENT", "BUILDER"]).await;
    stack.set_metadata(ada.clerk_id(), json!({ "theme": "dark" })).await;
    stack.caught_up(ada.clerk_id()).await;

    let patch = json!({ "hourlyRate": "120.50", "availableForHire": false, "bio": "ours alone" });
    let told = edit(&stack, &ada, patch).await.ok();
    let pending = told["pendingPush"]["fields"].as_array().unwrap().clone();
    let pending: BTreeSet<_> = pending.iter().map(|it| it.as_str().unwrap()).collect();
    assert_eq!(pending, BTreeSet::from(["availableForHire", "hourlyRate"]));
    let company = json!({ "companyName": "Analytical Engines" });
    stack.ask(Ask::patch(ada.client(), &company).by(&ada)).await.ok();
    stack.pushed(ada.clerk_id()).await;
    let after = stack.caught_up(ada.clerk_id()).await;

    let metadata = stack.clerk_user(ada.clerk_id()).await["public_metadata"].take();
    assert_eq!(metadata["availableForHire"], false, "{metadata}");
    assert_eq!(metadata["companyName"], "Analytical Engines", "{metadata}");
    assert_eq!(metadata["hourlyRate"].to_string().trim_matches('"'), "120.50", "{metadata}");
    assert_eq!(metadata["theme"], "dark", "what isn't ours is untouched");
    assert!(metadata.get("bio").is_none(), "{metadata}");
    let trail = stack.trail(&after).await;
    assert_eq!(trail.len(), 3, "the sign-up and two edits: {trail:#?}");
    let shown = seen(&stack, &ada, &ada).await.ok();
    assert_eq!(shown["pendingPush"], Value::Null);
    assert_eq!(shown["hourlyRate"], "120.50");
}

#[tokio::test]
async fn an_edit_made_while_clerk_is_down_is_kept_and_says_that_it_waits() {
    let stack = Stack::find().await;
    let ada = stack.member(&["BUILDER"]).await;
    stack.cut_off(ada.clerk_id()).await;

    let told = edit(&stack, &ada, json!({ "availableForHire": false })).await.ok();

    assert_eq!(told["availableForHire"], false);
    let pending = &stack.ask(Ask::get("/v1/me").by(&ada)).await.ok()["user"]["pendingPush"];
    assert_eq!(pending["fields"], json!(["availableForHire"]));
    stack.reconnect(ada.clerk_id()).await;
    stack.pushed(ada.clerk_id()).await;
    let me = stack.ask(Ask::get("/v1/me").by(&ada)).await.ok();
    assert_eq!(me["user"]["pendingPush"], Value::Null);
}

#[tokio::test]
async fn a_user_who_was_deleted_is_changed_by_nobody() {
    let stack = Stack::find().await;
    let (ada, admin) = (stack.member(&["CLIENT", "BUILDER"]).await, stack.member(&["ADMIN"]).await);
    let slug = format!("freed-{}", unique());
    edit(&stack, &ada, json!({ "slug": slug, "bio": "kept" })).await.ok();
    stack.settle(&ada.someone.deleted()).await;
    let tombstone = stack.person(ada.clerk_id()).await;

    for ask in [
        Ask::patch(ada.builder(), &json!({ "bio": "anew" })),
        Ask::patch(ada.client(), &json!({ "industry": "anew" })),
        Ask::put(ada.tier(), &json!({ "validationTier": 3 })),
        Ask::put(ada.roles(), &json!({ "roles": ["ADMIN"] })),
    ] {
        let told = stack.ask(ask.by(&admin)).await;
        assert_eq!(told.problem(), (409, "deleted".to_owned()));
    }
    assert_eq!(stack.person(ada.clerk_id()).await, tombstone);
    let ben = stack.member(&["BUILDER"]).await;
    edit(&stack, &ben, json!({ "slug": slug })).await.ok();
}
