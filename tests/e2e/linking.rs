//! R17: people who were imported, and their Clerk users.

use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem};

use futures_util::future::join_all;

use crate::support::clerk::{Someone, unique};
use crate::support::item::text;
use crate::support::people::Person;
use crate::support::stack::Stack;

/// Puts a person into the table as an import does: with an address, and no Clerk id.
async fn import(stack: &Stack, address: &str) -> Person {
    let id = format!("imported-{}", unique());
    let pk = format!("USER#{id}");
    let number = |number: u64| AttributeValue::N(number.to_string());
    let roles = ["CLIENT", "ADMIN"].map(text).to_vec();
    let user = vec![
        ("pk", text(&pk)),
        ("sk", text("USER")),
        ("id", text(&id)),
        ("userId", text(&id)),
        ("email", text(address)),
        ("name", text("Ada Lovelace")),
        ("roles", AttributeValue::L(roles)),
        ("verified", AttributeValue::Bool(false)),
        ("isFounder", AttributeValue::Bool(true)),
        ("stripeCustomerId", text("cus_imported")),
        ("status", text("active")),
        ("version", number(0)),
        ("auditHash", text("")),
        ("createdAt", number(1_700_000_000_000)),
        ("updatedAt", number(1_700_000_000_000)),
        // An attribute that no program here knows.
        ("importedFrom", text("the old platform")),
    ];
    let email = format!("EMAIL#{}", address.to_lowercase());
    let pointer = vec![("pk", text(&email)), ("sk", text("POINTER")), ("userId", text(&id))];
    let puts = [user, pointer].map(|item| put(stack, item));
    stack.dynamo.transact_write_items().set_transact_items(Some(puts.into())).send().await.unwrap();
    stack.person_with_id(&id).await
}

fn put(stack: &Stack, item: Vec<(&str, AttributeValue)>) -> TransactWriteItem {
    let item = item.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let put = Put::builder().table_name(&stack.description.tables.users).set_item(Some(item));
    TransactWriteItem::builder().put(put.build().unwrap()).build()
}

#[tokio::test]
async fn a_verified_address_links_an_imported_person_who_keeps_id_and_roles() {
    let stack = Stack::find().await;
    let someone = Someone::new();
    // Case doesn't make another address (R9).
    let imported = import(&stack, &someone.address().to_uppercase()).await;

    let outcome = stack.settle(&someone.created()).await;

    assert_eq!(outcome, "linked");
    let linked = stack.assert_in_step(&someone).await;
    assert_eq!(linked.id(), imported.id());
    assert_eq!(linked.user.texts("roles"), ["CLIENT", "ADMIN"]);
    assert!(linked.user.flag("isFounder"));
    assert_eq!(linked.user.text("stripeCustomerId"), Some("cus_imported"));
    assert_eq!(linked.user.text("importedFrom"), Some("the old platform"));
    assert_eq!(linked.user.number("createdAt"), imported.user.number("createdAt"));
    assert!(linked.user.number("emailVerifiedAt").is_some());
    assert_eq!(linked.version(), 1);
}

#[tokio::test]
async fn a_linked_person_goes_on_like_any_other() {
    let stack = Stack::find().await;
    let mut someone = Someone::new();
    let imported = import(&stack, someone.address()).await;
    let old = someone.address().to_owned();
    stack.settle(&someone.created()).await;

    let outcome = stack.settle(&someone.take_email(Some(&format!("new.{old}")))).await;

    assert_eq!(outcome, "updated");
    assert_eq!(stack.assert_in_step(&someone).await.id(), imported.id());
    assert_eq!(stack.holder(&old).await, None);
}

#[tokio::test]
async fn an_unverified_address_links_nobody() {
    let stack = Stack::find().await;
    let mut someone = Someone::new();
    someone.verified = false;
    let imported = import(&stack, someone.address()).await;

    let outcome = stack.settle(&someone.created()).await;

    assert_eq!(outcome, "conflict");
    let newcomer = stack.person(&someone.id).await;
    assert_ne!(newcomer.id(), imported.id());
    assert_eq!(newcomer.user.text("email"), None, "somebody else has it");
    assert_eq!(newcomer.user.texts("roles"), ["CLIENT"]);
    let note = stack.trail(&newcomer).await[0].record.note.clone();
    assert_eq!(note, Some(format!("email withheld: user {} holds it", imported.id())));
    assert_eq!(stack.person_with_id(imported.id()).await, imported, "untouched");
    assert_eq!(stack.holder(someone.address()).await.as_deref(), Some(imported.id()));
}

#[tokio::test]
async fn of_two_who_claim_an_imported_address_at_once_one_is_linked() {
    let stack = Stack::find().await;
    let (mut one, mut other) = (Someone::new(), Someone::new());
    other.email.clone_from(&one.email);
    let address = one.address().to_owned();
    let imported = import(&stack, &address).await;
    let events = [one.created(), other.created()];

    join_all(events.iter().map(|it| stack.deliver(it))).await;

    let outcomes = join_all(events.iter().map(|it| stack.settled(&it.id))).await;
    let linked = outcomes.iter().position(|it| it.outcome() == "linked").expect("one is linked");
    assert_eq!(outcomes[1 - linked].outcome(), "conflict", "Clerk says that the first has it");
    let (winner, loser) = if linked == 0 { (&mut one, &mut other) } else { (&mut other, &mut one) };
    assert_eq!(stack.assert_in_step(winner).await.id(), imported.id());
    let newcomer = stack.person(&loser.id).await;
    assert_ne!(newcomer.id(), imported.id());
    assert_eq!(newcomer.user.text("email"), None, "who goes without it for now");

    stack.settle(&winner.take_email(None)).await;
    assert_eq!(stack.settle(&loser.rename("Grace")).await, "updated");
    stack.assert_in_step(winner).await;
    assert_eq!(stack.assert_in_step(loser).await.id(), newcomer.id());
}
