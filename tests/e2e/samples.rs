//! Every sample in `events/`, as Clerk would send it.

use profile_core::audit::FieldChange;
use serde_json::Value;

use crate::support::audit::cause;
use crate::support::item::Item;
use crate::support::samples::{index, samples_sent};
use crate::support::stack::Stack;

const DAY: u64 = 86_400;

/// How long the ledger keeps an event, by the template's default.
const RETENTION: u64 = 30 * DAY;

/// Each planted value, and whether the ledger may have it: there the payload is kept as
/// Clerk sent it, but for what is private.
const PLANTED: [(&str, bool); 6] = [
    ("PLANTED-PRIVATE-METADATA-maya", false),
    ("cus_PLANTED_UNSAFE", true),
    ("730519", false),
    ("846202", false),
    ("PLANTED-MAGIC-LINK-token", false),
    ("Planted City", false),
];

#[tokio::test]
async fn every_sample_comes_to_its_outcome_in_the_ledger() {
    let stack = Stack::find().await;

    samples_sent(&stack).await;

    for sample in index() {
        let file = &sample.file;
        let Some(entry) = stack.ledger(&sample.svix_id).await else {
            assert_eq!(sample.expect.outcome, None, "{file}");
            continue;
        };
        let expected =
            sample.expect.outcome.clone().expect("what is not queued is not in the ledger");
        let status = match expected.as_str() {
            "ignored" | "superseded" | "failed" => &*expected,
            _ => "processed",
        };
        assert_eq!(entry.status(), status, "{file}");
        if status == "failed" {
            assert!(!entry.error().is_empty(), "{file}");
        } else {
            assert_eq!(entry.attempts(), 1, "{file}");
            assert!(entry.number("processedAt") >= entry.number("receivedAt"), "{file}");
        }
        let last = entry.number("lastAttemptAt").unwrap();
        assert_eq!(entry.number("expiresAt"), Some(last / 1_000 + RETENTION), "{file}");
        let sent: Value = serde_json::from_slice(&sample.event().body).unwrap();
        assert_eq!(entry.text("eventType"), sent["type"].as_str(), "{file}");
        assert_eq!(entry.payload_json()["data"]["id"], sent["data"]["id"], "{file}");
    }
}

#[tokio::test]
async fn liam_is_reached_at_his_new_address_and_the_trail_tells_of_the_old() {
    const LIAM: &str = "user_2LiamReportedCasegPIMocxkN6";
    let stack = Stack::find().await;

    samples_sent(&stack).await;

    let liam = stack.person(LIAM).await;
    assert_eq!(liam.user.text("email"), Some("liam@buildappswith.ai"));
    assert_eq!(stack.holder("liam@buildappswith.ai").await.as_deref(), Some(liam.id()));
    assert_eq!(stack.holder("liam@buildappswith.com").await, None);
    let trail = stack.trail(&liam).await;
    let last = trail.last().unwrap();
    assert_eq!(cause(last), "msg_sample_user_updated_liam");
    let replaced = FieldChange {
        field: "email".to_owned(),
        before: Some("l…@buildappswith.com".to_owned()),
        after: Some("l…@buildappswith.ai".to_owned()),
    };
    assert!(last.record.changes.contains(&replaced), "{last:?}");
}

#[tokio::test]
async fn planted_values_stay_where_they_belong() {
    let stack = Stack::find().await;

    samples_sent(&stack).await;

    let tables = &stack.description.tables;
    let mut places = Vec::new();
    for table in [&tables.users, &tables.audit] {
        places.extend(stack.scan(table).await.iter().map(|it| format!("{table}: {:?}", it.0)));
    }
    let events = stack.scan(&tables.events).await;
    let events: Vec<_> = events.iter().map(Item::in_full).collect();
    let logs = stack.all_logs().await;
    for (value, may_be_in_ledger) in PLANTED {
        let found = places.iter().chain(&logs).find(|it| has(it, value));
        assert_eq!(found, None, "{value} is where it doesn't belong");
        assert!(may_be_in_ledger || !events.iter().any(|it| has(it, value)), "{value}");
    }
}

#[tokio::test]
async fn logs_tell_no_address_no_name_and_no_secret() {
    let stack = Stack::find().await;

    samples_sent(&stack).await;

    let logs = stack.all_logs().await;
    let names = ["Maya Okafor", "Greta Lindholm", "Samir Haddad", "Tomáš", "river_stone"]
        .map(str::to_owned);
    let words = ["@example.", "@buildappswith", "whsec_"].map(str::to_owned);
    for word in names.iter().chain(&words).chain(&stack.description.webhook_secrets) {
        let telling = logs.iter().find(|it| it.contains(word.as_str()));
        assert_eq!(telling, None, "{word} is in the logs");
    }
}

/// Whether `value` stands in the text by itself: six digits are a part of many an id.
fn has(text: &str, value: &str) -> bool {
    text.match_indices(value).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + value.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}
