//! Users whom another program put into the table.

use aws_sdk_dynamodb::types::AttributeValue;
use profile_core::audit::verify_chain;
use profile_core::contract::Inspect;
use profile_core::memory::{FixedClock, MemoryDirectory};
use profile_core::{Commit, EmailAddress, Origin, Outcome, Sync, SyncStore};

use crate::support::{Engine, Item, NOW, USERS, claim, event, sign_in, user, write};

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

fn number(value: &str) -> AttributeValue {
    AttributeValue::N(value.to_owned())
}

/// A pointer to `id`.
fn pointer(pk: &str, id: &str) -> Item {
    let pairs = [("pk", pk), ("sk", "POINTER"), ("userId", id)];
    Item(pairs.map(|(name, value)| (name.to_owned(), text(value))).into())
}

/// An account as an import writes it.
fn account() -> Item {
    let attributes = [
        ("pk", text("USER#1042")),
        ("sk", text("USER")),
        ("id", text("1042")),
        ("userId", text("1042")),
        ("email", text("Ada@Example.com")),
        ("roles", AttributeValue::L(vec![text("CLIENT")])),
        ("verified", AttributeValue::Bool(false)),
        ("isFounder", AttributeValue::Bool(true)),
        ("status", text("active")),
        ("version", number("0")),
        ("auditHash", text("")),
        ("createdAt", number("1700000000000")),
        ("updatedAt", number("1700000000000")),
    ];
    Item(attributes.map(|(name, value)| (name.to_owned(), value)).into())
}

#[tokio::test]
async fn an_imported_user_is_linked_and_keeps_the_id() {
    let engine = Engine::start().await;
    engine.put(USERS, account()).await;
    engine.put(USERS, pointer("EMAIL#ada@example.com", "1042")).await;
    engine.wire.take_calls();

    let directory = MemoryDirectory::default();
    let sync = Sync { store: &engine.store, directory: &directory, clock: &FixedClock(NOW) };
    let change = claim("ada", "ada@example.com", 1);
    let applied = sync.apply(&event("ada"), Some(change), &Origin::default()).await.unwrap();

    assert_eq!(applied.outcome, Outcome::Linked);
    assert_eq!(engine.wire.take_calls().len(), 3);
    let user = engine.store.state(&sign_in("ada")).await.unwrap().person.unwrap().user;
    assert_eq!((user.id.as_str(), user.is_founder), ("1042", true));
    assert_eq!(verify_chain(&engine.trail(&user.id).await, &user.audit_hash), Ok(()));
}

#[tokio::test]
async fn a_version_is_all_that_an_imported_account_must_have() {
    let engine = Engine::start().await;
    let keys = [("pk", text("USER#1042")), ("sk", text("USER")), ("version", number("7"))];
    let email = [("email", text("ada@example.com"))];
    let bare = keys.into_iter().chain(email).map(|(name, value)| (name.to_owned(), value));
    engine.put(USERS, Item(bare.collect())).await;
    engine.put(USERS, pointer("EMAIL#ada@example.com", "1042")).await;

    let directory = MemoryDirectory::default();
    let sync = Sync { store: &engine.store, directory: &directory, clock: &FixedClock(NOW) };
    let change = claim("ada", "ada@example.com", 1);
    let applied = sync.apply(&event("ada"), Some(change), &Origin::default()).await.unwrap();

    assert_eq!(applied.outcome, Outcome::Linked);
    let user = engine.store.state(&sign_in("ada")).await.unwrap().person.unwrap().user;
    assert_eq!((user.id.as_str(), user.version.0), ("1042", 8));
    assert_eq!(verify_chain(&engine.trail(&user.id).await, &user.audit_hash), Ok(()));
}

#[tokio::test]
async fn a_pointer_that_leads_elsewhere_is_not_freed() {
    let engine = Engine::start().await;
    let first = write(None, user("ada"));
    engine.store.commit(&first, None).await.unwrap();
    let theirs = pointer("EMAIL#ada@example.com", "1042");
    engine.put(USERS, theirs.clone()).await;

    let mut after = first.after.clone();
    after.user.email = EmailAddress::parse("new@example.com");
    let commit = engine.store.commit(&write(Some(&first.after), after), None).await.unwrap();

    assert_eq!(commit, Commit::Outdated);
    let found = engine.item(USERS, "EMAIL#ada@example.com", "POINTER").await;
    assert_eq!(found, Some(theirs));
}
