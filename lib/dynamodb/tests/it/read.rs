//! What reading finds.

use std::error::Error;

use aws_sdk_dynamodb::types::AttributeValue;
use profile_core::{
    ClientProfile, Commit, EmailAddress, OwnedField, PendingPush, Person, State, StoreError,
    SyncStore, Version,
};

use crate::support::{Engine, Item, NOW, USERS, builder, claim, sign_in, user, write};

/// A mark of a push, as it was stored before it said since when.
fn mark(fields: &[&str]) -> AttributeValue {
    let fields = fields.iter().map(|&it| AttributeValue::S(it.to_owned())).collect();
    let version = AttributeValue::N("1".to_owned());
    AttributeValue::M(
        [("fields", AttributeValue::L(fields)), ("version", version)]
            .map(|(name, value)| (name.to_owned(), value))
            .into(),
    )
}

/// The whole chain of an error, as a log would have it.
fn chain(error: &StoreError) -> String {
    let mut text = format!("{error} {error:?}");
    let mut cause = error.source();
    while let Some(it) = cause {
        text = format!("{text}: {it}");
        cause = it.source();
    }
    text
}

#[tokio::test]
async fn a_person_larger_than_a_page_is_read_whole() {
    let engine = Engine::start().await;
    let mut large = builder("ada", |it| it.bio = Some("x".repeat(390 * 1024)));
    large.user.name = Some("y".repeat(390 * 1024));
    let mut client = ClientProfile::new(NOW);
    client.industry = Some("z".repeat(390 * 1024));
    large.client = Some(client);
    let write = write(None, large);
    engine.store.commit(&write, None).await.unwrap();
    engine.wire.take_calls();

    let state = engine.store.state(&sign_in("ada")).await.unwrap();

    assert_eq!(state.person, Some(write.after));
    assert!(engine.wire.take_calls().len() > 1);
}

#[tokio::test]
async fn a_known_user_who_claims_a_held_address_is_read_again_with_its_holder() {
    let engine = Engine::start().await;
    let holder = write(None, user("holder"));
    let first = write(None, user("ada"));
    for write in [&holder, &first] {
        engine.store.commit(write, None).await.unwrap();
    }
    let change = claim("ada", "Holder@Example.com", 1);
    let state = engine.store.state(&change).await.unwrap();
    assert_eq!(state, State { person: Some(first.after.clone()), holder: None, imported: None });

    let mut after = first.after.clone();
    after.user.email = EmailAddress::parse("Holder@Example.com");
    let commit = engine.store.commit(&write(Some(&first.after), after), None).await.unwrap();

    assert_eq!(commit, Commit::Outdated);
    let state = engine.store.state(&change).await.unwrap();
    assert_eq!(
        state,
        State { person: Some(first.after), holder: Some(holder.after), imported: None }
    );
}

#[tokio::test]
async fn a_profile_that_was_read_before_its_account_is_not_written_over() {
    let engine = Engine::start().await;
    let edited = |person: &Person, bio: &str| {
        let mut person = person.clone();
        let profile = person.builder.as_mut().unwrap();
        profile.bio = Some(bio.to_owned());
        profile.version = profile.version.next();
        person
    };
    let first = write(None, builder("ada", |_| {})).after;
    engine.store.commit(&write(None, builder("ada", |_| {})), None).await.unwrap();
    let second = write(Some(&first), edited(&first, "theirs"));
    engine.store.commit(&second, None).await.unwrap();

    let torn = Person { builder: first.builder, ..second.after.clone() };
    let commit = engine.store.commit(&write(Some(&torn), edited(&torn, "ours")), None).await;

    assert_eq!(commit.unwrap(), Commit::Outdated);
    let state = engine.store.state(&sign_in("ada")).await.unwrap();
    assert_eq!(state.person, Some(second.after));
}

#[tokio::test]
async fn a_known_user_whose_items_are_gone_is_nobody() {
    let engine = Engine::start().await;
    engine.store.commit(&write(None, user("ada")), None).await.unwrap();
    for (pk, sk) in [("USER#id-ada", "USER"), ("CLERK#user_ada", "POINTER")] {
        engine.delete(USERS, pk, sk).await;
    }

    assert_eq!(engine.store.state(&sign_in("ada")).await.unwrap(), State::default());
}

#[tokio::test]
async fn an_item_of_a_later_version_is_named_and_not_guessed_at() {
    let engine = Engine::start().await;
    engine.store.commit(&write(None, user("ada")), None).await.unwrap();
    let whole = engine.item(USERS, "USER#id-ada", "USER").await.unwrap();
    for (name, value) in [
        ("status", AttributeValue::S("paused".to_owned())),
        ("roles", AttributeValue::L(vec![AttributeValue::S("MODERATOR".to_owned())])),
        ("email", AttributeValue::S("ada-example.com".to_owned())),
        ("version", AttributeValue::S("one".to_owned())),
        ("clerkId", AttributeValue::S(String::new())),
        ("pendingPush", mark(&["roles", "bio"])),
    ] {
        let mut item = whole.clone();
        item.0.insert(name.to_owned(), value);
        engine.put(USERS, item).await;

        let error = engine.store.state(&sign_in("ada")).await.unwrap_err();

        assert_eq!(error.to_string(), "stored item USER#id-ada/USER can't be read", "{name}");
        assert!(!chain(&error).contains("example.com"), "{name}");
    }
}

#[tokio::test]
async fn a_mark_of_before_counts_from_the_last_change_and_can_be_moved() {
    let engine = Engine::start().await;
    engine.store.commit(&write(None, user("ada")), None).await.unwrap();
    let mut item = engine.item(USERS, "USER#id-ada", "USER").await.unwrap();
    item.0.insert("pendingPush".to_owned(), mark(&["hourlyRate", "roles"]));
    engine.put(USERS, item).await;

    let id = user("ada").user.id;
    let person = engine.store.person(&id).await.unwrap().unwrap();

    let fields = [OwnedField::Roles, OwnedField::HourlyRate];
    let expected = PendingPush::new(fields, Version(1), NOW);
    assert_eq!(person.user.pending_push, Some(expected));
    let mut claimed = person.clone();
    claimed.user.pending_push.as_mut().unwrap().claimed_until = Some(NOW);
    let commit = engine.store.commit(&write(Some(&person), claimed), None).await.unwrap();
    assert_eq!(commit, Commit::Done);
}

#[tokio::test]
async fn a_pointer_to_nobody_is_an_error_and_shows_no_address() {
    let engine = Engine::start().await;
    let pointer = |pk: &str, id: &str| {
        let pairs = [("pk", pk), ("sk", "POINTER"), ("userId", id)];
        let value = |text: &str| AttributeValue::S(text.to_owned());
        Item(pairs.map(|(name, text)| (name.to_owned(), value(text))).into_iter().collect())
    };
    for (item, expected) in [
        (pointer("CLERK#user_ada", "gone"), "stored item USER#gone/USER can't be read"),
        (
            pointer("EMAIL#ada@example.com", "not an id"),
            "stored item EMAIL#…/POINTER can't be read",
        ),
    ] {
        engine.put(USERS, item).await;

        let error = engine.store.state(&claim("ada", "Ada@Example.com", 1)).await.unwrap_err();

        assert_eq!(error.to_string(), expected);
        assert!(!chain(&error).contains("example.com"), "{}", chain(&error));
    }
}
