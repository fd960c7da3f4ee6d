//! People as the API reads them, beyond what every reader of people promises.

use aws_sdk_dynamodb::types::AttributeValue;
use profile_core::{
    LARGEST_LIST, Listed, ListingFilter, ListingPlace, People, Person, Status, StoreError,
    SyncStore,
};
use serde_json::json;

use crate::support::{Engine, Fault, Item, NOW, USERS, builder, clerk_id, user, write};

async fn add(engine: &Engine, person: Person) -> Person {
    let write = write(None, person);
    engine.store.commit(&write, None).await.unwrap();
    write.after
}

async fn listed(engine: &Engine, filter: &ListingFilter, most: usize) -> Listed {
    let mut all = Listed::default();
    loop {
        let page = engine.store.listed(filter, all.next.as_ref(), most).await.unwrap();
        all.people.extend(page.people);
        all.unreadable += page.unreadable;
        all.next = page.next;
        if all.next.is_none() {
            return all;
        }
    }
}

fn names(people: &[Person]) -> Vec<&str> {
    people.iter().map(|it| it.user.name.as_deref().unwrap()).collect()
}

fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn item<const N: usize>(pairs: [(&str, &str); N]) -> Item {
    Item(pairs.map(|(name, value)| (name.to_owned(), text(value))).into())
}

async fn spoil(engine: &Engine, name: &str, sk: &str, attribute: &str, value: AttributeValue) {
    let mut item = engine.item(USERS, &format!("USER#id-{name}"), sk).await.unwrap();
    item.0.insert(attribute.to_owned(), value);
    engine.put(USERS, item).await;
}

#[tokio::test]
async fn who_cannot_be_read_is_left_out_and_counted() {
    let engine = Engine::start().await;
    for name in ["a", "b", "c", "d", "e", "f"] {
        add(&engine, builder(name, |_| {})).await;
    }
    spoil(&engine, "b", "BUILDER", "validationTier", AttributeValue::N("9".to_owned())).await;
    spoil(&engine, "c", "USER", "roles", AttributeValue::L(vec![text("MODERATOR")])).await;
    engine.delete(USERS, "USER#id-d", "USER").await;
    for (pk, sk, rank) in [
        ("FOREIGN", "ITEM", "0"),
        ("FOREIGN", "OTHER", "1299999#id-dd"),
        ("USER#", "BUILDER", "1299999#id-e!"),
        ("USER#id-a", "FOREIGN", "1299999#id-ee"),
    ] {
        let row = [("pk", pk), ("sk", sk), ("listing", "BUILDER"), ("listingRank", rank)];
        engine.put(USERS, item(row)).await;
    }

    for most in [2, 5, 100] {
        let all = listed(&engine, &ListingFilter::default(), most).await;

        assert_eq!(names(&all.people), ["a", "e", "f"], "{most} a page");
        assert!(all.unreadable >= 6, "{all:?}");
    }
}

#[tokio::test]
async fn an_account_has_the_last_word_over_the_index() {
    let engine = Engine::start().await;
    for name in ["ada", "bob"] {
        add(&engine, builder(name, |_| {})).await;
    }
    spoil(&engine, "ada", "USER", "status", text(Status::Suspended.name())).await;

    let all = listed(&engine, &ListingFilter::default(), 9).await;

    assert_eq!((names(&all.people), all.unreadable), (vec!["bob"], 0));
}

#[tokio::test]
async fn what_reads_as_its_default_passes_a_filter_for_it() {
    let engine = Engine::start().await;
    add(&engine, builder("ada", |_| {})).await;
    let mut profile = engine.item(USERS, "USER#id-ada", "BUILDER").await.unwrap();
    for name in ["availableForHire", "validationTier", "domains"] {
        profile.0.remove(name);
    }
    engine.put(USERS, profile).await;
    let asked = |available| ListingFilter { available_for_hire: Some(available), ..<_>::default() };

    assert_eq!(names(&listed(&engine, &asked(true), 9).await.people), ["ada"]);
    assert_eq!(listed(&engine, &asked(false), 9).await.people, []);
    let in_a_field = ListingFilter { domain: Some("field".to_owned()), ..<_>::default() };
    assert_eq!(listed(&engine, &in_a_field, 9).await.people, []);
}

#[tokio::test]
async fn a_search_that_few_pass_comes_back_in_between() {
    let engine = Engine::start().await;
    for (name, field) in [("first", "other"), ("last", "sought")] {
        add(&engine, builder(name, |it| it.domains = vec![field.to_owned()])).await;
    }
    let sought = ListingFilter { domain: Some("sought".to_owned()), ..<_>::default() };
    // An answer in which nobody passed the filter, and which says that there are more.
    let busy = json!({ "Items": [], "Count": 0, "ScannedCount": 250, "LastEvaluatedKey": {
        "pk": { "S": "USER#id-first" }, "sk": { "S": "BUILDER" },
        "listing": { "S": "BUILDER" }, "listingRank": { "S": "1299999#id-first" },
    } });
    for _ in 0..4 {
        engine.wire.fail("Query", Fault::Instead(200, busy.clone()));
    }
    engine.wire.take_calls();

    let first = engine.store.listed(&sought, None, 9).await.unwrap();
    assert_eq!((first.people.len(), first.next.is_some()), (0, true));
    assert_eq!(engine.wire.take_calls().len(), 4, "as many queries as it may make");

    let second = engine.store.listed(&sought, first.next.as_ref(), 9).await.unwrap();
    assert_eq!((names(&second.people), second.next), (vec!["last"], None));
}

#[tokio::test]
async fn any_place_is_one_to_go_on_from() {
    let engine = Engine::start().await;
    add(&engine, builder("ada", |_| {})).await;
    for (rank, expected) in [
        ("0", 1),
        ("1", 1),
        ("\u{0}", 1),
        (" ", 1),
        ("1299999#id-ad", 1),
        ("1299999#id-ada", 0),
        ("12:", 0),
        ("~", 0),
        ("é", 0),
        (&"9".repeat(1_000), 0),
    ] {
        let place = ListingPlace::at(rank);
        let page = engine.store.listed(&ListingFilter::default(), Some(&place), 9).await.unwrap();
        assert_eq!((page.people.len(), page.next), (expected, None), "{rank:?}");
    }
}

#[tokio::test]
async fn a_pointer_that_is_about_to_go_leads_to_nobody() {
    let engine = Engine::start().await;
    let ada = add(&engine, builder("ada", |it| it.slug = Some("new".to_owned()))).await;
    engine.put(USERS, item([("pk", "SLUG#old"), ("sk", "POINTER"), ("userId", "id-ada")])).await;

    assert_eq!(engine.store.by_slug("old").await.unwrap(), None);
    assert_eq!(engine.store.by_slug("new").await.unwrap(), Some(ada));
}

#[tokio::test]
async fn a_pointer_to_nobody_is_an_error_that_names_who_is_missing() {
    let engine = Engine::start().await;
    add(&engine, user("ada")).await;
    engine.delete(USERS, "USER#id-ada", "USER").await;

    for _ in 0..2 {
        let error = engine.store.by_clerk_id(&clerk_id("ada")).await.unwrap_err();
        assert_eq!(error.to_string(), "stored item USER#id-ada/USER can't be read");
    }
}

#[tokio::test]
async fn a_suspension_is_seen_at_once_by_a_store_that_has_met_the_person() {
    let engine = Engine::start().await;
    let ada = add(&engine, user("ada")).await;
    let stranger = engine.stranger();
    assert_eq!(stranger.by_clerk_id(&clerk_id("ada")).await.unwrap().as_ref(), Some(&ada));

    let mut suspended = ada.clone();
    suspended.user.status = Status::Suspended;
    let write = write(Some(&ada), suspended);
    engine.store.commit(&write, None).await.unwrap();

    assert_eq!(stranger.by_clerk_id(&clerk_id("ada")).await.unwrap(), Some(write.after));
}

#[tokio::test]
async fn a_table_that_does_not_answer_fails_the_call() {
    let engine = Engine::start().await;
    add(&engine, builder("ada", |it| it.slug = Some("ada".to_owned()))).await;
    for operation in ["Query", "BatchGetItem"] {
        let store = engine.stranger();
        let throttle = || {
            for _ in 0..3 {
                let fault = Fault::error("ThrottlingException");
                engine.wire.fail(operation, fault);
            }
        };
        throttle();
        let by_clerk_id = store.by_clerk_id(&clerk_id("ada")).await.unwrap_err();
        throttle();
        let by_slug = store.by_slug("ada").await.unwrap_err();
        throttle();
        let listed = store.listed(&ListingFilter::default(), None, 9).await.unwrap_err();

        for error in [by_clerk_id, by_slug, listed] {
            assert!(matches!(error, StoreError::Unavailable(_)), "{operation}: {error:?}");
        }
    }
}

#[tokio::test]
async fn the_largest_page_takes_one_request_for_its_accounts() {
    let engine = Engine::start().await;
    for number in 0..LARGEST_LIST {
        add(&engine, builder(&format!("{number:03}"), |it| it.updated_at = NOW)).await;
    }
    engine.wire.take_calls();

    let page = engine.store.listed(&ListingFilter::default(), None, usize::MAX).await.unwrap();

    assert_eq!((page.people.len(), page.next), (LARGEST_LIST, None));
    assert_eq!(engine.wire.take_calls().len(), 2);
}
