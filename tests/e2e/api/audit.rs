//! The audit trail, as admins see it.

use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::{Value, json};

use crate::support::api::{Ask, Member, Told};
use crate::support::item::{Item, text};
use crate::support::stack::{Stack, broken};

/// Somebody with three entries, and an admin who made the last.
async fn with_a_past(stack: &Stack) -> (Member, Member, [Told; 2]) {
    let (ada, admin) = (stack.member(&["BUILDER"]).await, stack.member(&["ADMIN"]).await);
    let patch = Ask::patch(ada.builder(), &json!({ "headline": "PLANTED-HEADLINE" })).by(&ada);
    let edited = stack.ask(patch.header("user-agent", "tests/1.0")).await;
    let verified =
        stack.ask(Ask::put(ada.tier(), &json!({ "validationTier": 3 })).by(&admin)).await;
    edited.ok();
    verified.ok();
    (ada, admin, [edited, verified])
}

async fn trail(stack: &Stack, subject: &Member, admin: &Member) -> Value {
    stack.ask(Ask::get(subject.trail()).by(admin)).await.ok()
}

/// The entries of somebody's trail as they are stored, oldest first.
async fn stored(stack: &Stack, subject: &Member) -> Vec<Item> {
    stack.items(&stack.description.tables.audit, &format!("USER#{}", subject.id)).await
}

#[tokio::test]
async fn a_trail_says_who_did_what_and_when_newest_first() {
    let stack = Stack::find().await;
    let (ada, admin, [edited, verified]) = with_a_past(&stack).await;

    let trail = trail(&stack, &ada, &admin).await;

    assert_eq!(trail["chain"], json!({ "verified": true, "problem": null }));
    assert_eq!(trail["nextCursor"], Value::Null);
    let entries = trail["entries"].as_array().unwrap();
    let versions: Vec<_> = entries.iter().map(|it| it["version"].as_u64().unwrap()).collect();
    assert_eq!(versions, [3, 2, 1]);
    assert_eq!(entries[0]["actor"], json!({ "type": "admin", "id": admin.id }));
    assert_eq!(entries[0]["changes"][0]["field"], "builder.validationTier");
    assert_eq!(entries[1]["actor"], json!({ "type": "user", "id": ada.id }));
    assert_eq!(entries[1]["origin"]["userAgent"], "tests/1.0");
    assert_eq!(entries[1]["changes"][0]["field"], "builder.headline");
    for (entry, told) in [(&entries[0], verified), (&entries[1], edited)] {
        assert_eq!(entry["cause"], json!({ "type": "request", "id": told.request_id() }));
    }
    assert_eq!(entries[2]["actor"], json!({ "type": "clerk", "id": null }));
    for told in ["PLANTED-HEADLINE", ada.someone.address()] {
        assert!(!trail.to_string().contains(told), "values are masked: {trail}");
    }
}

#[tokio::test]
async fn a_trail_in_pages_is_the_same_trail() {
    let stack = Stack::find().await;
    let (ada, admin, _) = with_a_past(&stack).await;
    let path = ada.trail();

    let whole = stack.walk(&path, "entries", Some(&admin)).await;

    for limit in [1, 2, 3] {
        let pages = stack.walk(&format!("{path}?limit={limit}"), "entries", Some(&admin)).await;
        assert_eq!(pages, whole);
    }
}

#[tokio::test]
async fn whoever_alters_an_entry_is_found_out() {
    let stack = Stack::find().await;
    for field in ["note", "clientIp", "hash"] {
        let (ada, admin, _) = with_a_past(&stack).await;
        let Item(mut entry) = stored(&stack, &ada).await.remove(1);
        entry.insert(field.to_owned(), AttributeValue::S("forged".to_owned()));
        let put = stack.dynamo.put_item().table_name(&stack.description.tables.audit);
        let put = put.set_item(Some(entry)).send().await;
        put.unwrap_or_else(|it| broken("forge an entry", &it));

        let trail = trail(&stack, &ada, &admin).await;

        assert_eq!(trail["chain"]["verified"], false, "{field}: {trail}");
        assert!(trail["chain"]["problem"].is_string(), "{field}: {trail}");
        assert_eq!(trail["entries"].as_array().unwrap().len(), 3, "it is shown as it is");
    }
}

#[tokio::test]
async fn whoever_removes_an_entry_is_found_out() {
    let stack = Stack::find().await;
    for which in [0, 1, 2] {
        let (ada, admin, _) = with_a_past(&stack).await;
        let entry = stored(&stack, &ada).await.remove(which);
        let delete = stack.dynamo.delete_item().table_name(&stack.description.tables.audit);
        let key = |name| text(entry.text(name).unwrap());
        let delete = delete.key("pk", key("pk")).key("sk", key("sk")).send().await;
        delete.unwrap_or_else(|it| broken("remove an entry", &it));

        let trail = trail(&stack, &ada, &admin).await;

        assert_eq!(trail["chain"]["verified"], false, "{which}: {trail}");
    }
}
