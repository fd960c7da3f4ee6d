//! The roster, beyond what every roster promises.

use aws_sdk_dynamodb::types::AttributeValue;
use profile_core::{ClerkId, Linked, Roster, StoreError, SyncStore, Timestamp};
use serde_json::json;

use crate::support::{Engine, Fault, Item, NOW, USERS, clerk_id, imported, user, write};

const BATCH_GET: &str = "BatchGetItem";

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

async fn add(engine: &Engine, names: &[&str]) {
    for name in names {
        engine.store.commit(&write(None, user(name)), None).await.unwrap();
    }
}

/// Puts another value into an account.
async fn spoil(engine: &Engine, name: &str, attribute: &str, value: Option<AttributeValue>) {
    let mut item = engine.item(USERS, &format!("USER#id-{name}"), "USER").await.unwrap();
    match value {
        Some(value) => item.0.insert(attribute.to_owned(), value),
        None => item.0.remove(attribute),
    };
    engine.put(USERS, item).await;
}

fn ids(names: &[&str]) -> Vec<ClerkId> {
    names.iter().map(|it| clerk_id(it)).collect()
}

/// The row that the roster has of a user.
fn row(name: &str) -> Linked {
    Linked { user_id: user(name).user.id, clerk_id: clerk_id(name), made_at: NOW }
}

async fn accounts(engine: &Engine, names: &[&str], linked: &[Linked]) -> Vec<String> {
    let found = engine.store.accounts(&ids(names), linked).await.unwrap();
    let mut found: Vec<_> = found.into_iter().map(|it| it.id.to_string()).collect();
    found.sort();
    found
}

#[tokio::test]
async fn an_account_that_cannot_be_read_is_left_out() {
    let engine = Engine::start().await;
    add(&engine, &["ada", "eve", "max"]).await;
    spoil(&engine, "eve", "status", Some(text("paused"))).await;
    let mut pointer = engine.item(USERS, "CLERK#user_max", "POINTER").await.unwrap();
    pointer.0.insert("userId".to_owned(), text("not an id"));
    engine.put(USERS, pointer).await;

    for linked in [&[][..], &[row("ada"), row("eve")]] {
        assert_eq!(accounts(&engine, &["ada", "eve", "max"], linked).await, ["id-ada"]);
    }
}

#[tokio::test]
async fn an_account_may_leave_its_ids_to_its_key() {
    let engine = Engine::start().await;
    add(&engine, &["ada"]).await;
    spoil(&engine, "ada", "id", None).await;
    spoil(&engine, "ada", "userId", None).await;

    assert_eq!(accounts(&engine, &["ada"], &[]).await, ["id-ada"]);
    let found = engine.store.linked(NOW, Timestamp::from_millis(u64::MAX), 9).await.unwrap();
    assert_eq!(found.found, [row("ada")]);
}

#[tokio::test]
async fn two_pointers_to_one_user_lead_to_one_account() {
    let engine = Engine::start().await;
    add(&engine, &["ada", "eve"]).await;
    let mut pointer = engine.item(USERS, "CLERK#user_eve", "POINTER").await.unwrap();
    pointer.0.insert("userId".to_owned(), text("id-ada"));
    engine.put(USERS, pointer).await;

    assert_eq!(accounts(&engine, &["ada", "eve"], &[]).await, ["id-ada"]);
}

#[tokio::test]
async fn a_row_of_somebody_who_is_gone_finds_nobody() {
    let engine = Engine::start().await;

    assert_eq!(accounts(&engine, &["ada"], &[row("ada")]).await, [""; 0]);
}

#[tokio::test]
async fn a_row_that_cannot_be_read_says_nothing_and_counts_as_one() {
    let engine = Engine::start().await;
    add(&engine, &["ada", "eve"]).await;
    spoil(&engine, "ada", "clerkId", None).await;
    let until = Timestamp::from_millis(NOW.unsigned() + 1);

    let all = engine.store.linked(NOW, until, 2).await.unwrap();
    assert_eq!((all.found, all.more), (vec![row("eve")], false));
    let first = engine.store.linked(NOW, until, 1).await.unwrap();
    assert!(first.more && first.found.len() <= 1, "{first:?}");
}

#[tokio::test]
async fn a_month_larger_than_a_page_is_listed_whole() {
    let engine = Engine::start().await;
    add(&engine, &["ada", "eve"]).await;
    let until = Timestamp::from_millis(NOW.unsigned() + 1);
    let key = |name: &str| {
        json!({
            "pk": { "S": format!("USER#id-{name}") }, "sk": { "S": "USER" },
            "roster": { "S": "2025-11" }, "rosterAt": { "N": NOW.unsigned().to_string() },
        })
    };
    let mut first = key("aaa");
    first["clerkId"] = json!({ "S": "user_aaa" });
    let page = json!({ "Items": [first], "Count": 1, "LastEvaluatedKey": key("aaa") });
    engine.wire.fail("Query", Fault::Instead(200, page));

    let found = engine.store.linked(NOW, until, 9).await.unwrap();

    let found: Vec<_> = found.found.iter().map(|it| it.user_id.as_str()).collect();
    assert_eq!(found, ["id-aaa", "id-ada", "id-eve"]);
}

#[tokio::test]
async fn large_accounts_that_come_few_at_a_time_all_come() {
    let engine = Engine::start().await;
    add(&engine, &["ada"]).await;
    let keys =
        json!({ USERS: { "Keys": [{ "pk": { "S": "USER#id-ada" }, "sk": { "S": "USER" } }] } });
    let some = json!({
        "Responses": { USERS: [{
            "pk": { "S": "USER#id-eve" }, "sk": { "S": "USER" }, "version": { "N": "1" },
        }] },
        "UnprocessedKeys": keys,
    });
    for _ in 0..6 {
        engine.wire.fail(BATCH_GET, Fault::Instead(200, some.clone()));
    }

    let found = engine.store.accounts(&ids(&["ada"]), &[row("ada")]).await.unwrap();

    assert_eq!(found.len(), 7);
}

#[tokio::test]
async fn tables_that_cannot_answer_are_no_empty_roster() {
    let engine = Engine::start().await;
    // The SDK tries each question three times.
    for operation in [BATCH_GET, "Query", "Query", "Query"] {
        for _ in 0..3 {
            engine.wire.fail(operation, Fault::error("ThrottlingException"));
        }
    }
    let (from, until) = (NOW, Timestamp::from_millis(NOW.unsigned() + 1));

    for error in [
        engine.store.accounts(&ids(&["ada"]), &[]).await.unwrap_err(),
        engine.store.linked(from, until, 9).await.unwrap_err(),
        engine.store.unlinked(9).await.unwrap_err(),
        engine.store.pending(Timestamp::default(), NOW, 9).await.unwrap_err(),
    ] {
        assert!(matches!(error, StoreError::Unavailable(_)), "{error:?}");
    }
}

#[tokio::test]
async fn somebody_with_attributes_of_others_keeps_them_when_linked() {
    let engine = Engine::start().await;
    let before = write(None, imported("ada"));
    engine.store.commit(&before, None).await.unwrap();
    spoil(&engine, "ada", "theirs", Some(text("kept"))).await;
    let mut after = before.after.clone();
    after.user.clerk_id = Some(clerk_id("ada"));
    after.user.clerk_created_at = Some(NOW);

    engine.store.commit(&write(Some(&before.after), after), None).await.unwrap();

    let Item(item) = engine.item(USERS, "USER#id-ada", "USER").await.unwrap();
    assert_eq!((&item["theirs"], &item["roster"]), (&text("kept"), &text("2025-11")));
}
