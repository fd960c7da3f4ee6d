//! The list of builders.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::support::api::{Ask, Member};
use crate::support::clerk::unique;
use crate::support::samples::samples_sent;
use crate::support::stack::Stack;

/// Of the samples' people.
const LISTED: [&str; 2] = ["user_2LiamReportedCasegPIMocxkN6", "user_2MayaOkafor9jHUxv26fU4MUfRd"];
const UNLISTED: [&str; 2] =
    ["user_2SamirHaddadw3JDxJmPycOjYjB", "user_2HanaKimx0BZyZXV8rW4LTJzhvZ"];

/// Builders who work in a field of their own: of the tiers 1, 2, 3, 2, 1, and the last isn't
/// for hire.
async fn builders(stack: &Stack, domain: &str) -> Vec<Member> {
    let admin = stack.member(&["ADMIN"]).await;
    join_all([1, 2, 3, 2, 1].iter().enumerate().map(async |(number, tier)| {
        let builder = stack.member(&["BUILDER"]).await;
        let patch = json!({ "domains": ["e2e", domain], "availableForHire": number != 4 });
        stack.ask(Ask::patch(builder.builder(), &patch).by(&builder)).await.ok();
        stack
            .ask(Ask::put(builder.tier(), &json!({ "validationTier": tier })).by(&admin))
            .await
            .ok();
        builder
    }))
    .await
}

/// Who is in the list, in its order.
async fn listed(stack: &Stack, query: &str) -> Vec<String> {
    let entries = stack.walk(&format!("/v1/builders?{query}"), "builders", None).await;
    entries.iter().map(|it| it["userId"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_list_in_pages_has_everybody_once_and_in_the_same_order() {
    let stack = Stack::find().await;
    let domain = unique();
    let builders = builders(&stack, &domain).await;

    let whole = listed(&stack, &format!("domain={domain}&limit=100")).await;

    let expected: BTreeSet<_> = builders.iter().map(|it| it.id.clone()).collect();
    assert_eq!(whole.iter().cloned().collect::<BTreeSet<_>>(), expected);
    assert_eq!(whole.len(), builders.len());
    assert_eq!(whole[0], builders[2].id, "who was checked most thoroughly comes first");
    for limit in [1, 2, 5] {
        assert_eq!(listed(&stack, &format!("domain={domain}&limit={limit}")).await, whole);
    }
}

#[tokio::test]
async fn filters_narrow_the_list() {
    let stack = Stack::find().await;
    let domain = unique();
    let builders = builders(&stack, &domain).await;
    let find = async |query: &str| {
        let found = listed(&stack, &format!("domain={domain}&{query}")).await;
        let number = |id: &String| builders.iter().position(|it| it.id == *id).unwrap();
        found.iter().map(number).collect::<BTreeSet<_>>()
    };

    assert_eq!(find("validationTier=2").await, BTreeSet::from([1, 3]));
    assert_eq!(find("availableForHire=false").await, BTreeSet::from([4]));
    assert_eq!(find("availableForHire=true&validationTier=1").await, BTreeSet::from([0]));
    assert_eq!(listed(&stack, &format!("domain={}", unique())).await, Vec::<String>::new());

    let hide = Ask::patch(builders[1].builder(), &json!({ "searchable": false }));
    stack.ask(hide.by(&builders[1])).await.ok();
    assert_eq!(find("validationTier=2").await, BTreeSet::from([3]));
    assert_eq!(stack.ask(Ask::get(builders[1].builder())).await.status, 200, "if one knows them");
}

#[tokio::test]
async fn the_samples_builders_are_listed_and_show_nothing_private() {
    let stack = Stack::find().await;
    samples_sent(&stack).await;

    let entries = stack.walk("/v1/builders?limit=10", "builders", None).await;

    let ids: Vec<_> = entries.iter().map(|it| it["userId"].as_str().unwrap()).collect();
    for clerk_id in LISTED {
        let id = stack.person(clerk_id).await.id().to_owned();
        assert_eq!(ids.iter().filter(|it| **it == id).count(), 1, "{clerk_id}");
    }
    for clerk_id in UNLISTED {
        assert!(!ids.contains(&stack.person(clerk_id).await.id()), "{clerk_id}");
    }
    for entry in &entries {
        for field in ["hourlyRate", "email", "clerkId", "stripeCustomerId", "permissions"] {
            assert!(entry.get(field).is_none(), "{field}: {entry}");
        }
    }
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_query_is_named() {
    let stack = Stack::find().await;
    let query = "limit=0&cursor=nonsense&domain=&availableForHire=maybe&validationTier=4&sort=name";

    let told = stack.ask(Ask::get(format!("/v1/builders?{query}"))).await;

    assert_eq!(told.problem(), (422, "invalid_query".to_owned()));
    let errors = told.json()["errors"].as_array().unwrap().clone();
    let named: BTreeSet<_> =
        errors.iter().map(|it: &Value| it["parameter"].as_str().unwrap()).collect();
    let expected = ["limit", "cursor", "domain", "availableForHire", "validationTier", "sort"];
    assert_eq!(named, BTreeSet::from(expected));
}

#[tokio::test]
async fn a_cursor_of_another_list_or_an_altered_one_is_refused() {
    let stack = Stack::find().await;
    let domain = unique();
    builders(&stack, &domain).await;
    let admin = stack.member(&["ADMIN"]).await;
    let page = stack.ask(Ask::get(format!("/v1/builders?domain={domain}&limit=1"))).await.ok();
    let cursor = page["nextCursor"].as_str().unwrap();
    let events = stack.ask(Ask::get("/v1/webhook-events?limit=1").by(&admin)).await.ok();
    let foreign = events["nextCursor"].as_str().unwrap();

    for wrong in [foreign, &cursor[1..], "", "%00", &"f".repeat(4_000)] {
        let told = stack.ask(Ask::get(format!("/v1/builders?cursor={wrong}"))).await;
        assert_eq!(told.problem(), (422, "invalid_query".to_owned()), "{wrong}");
    }
}
