//! A patch of a client's profile.

use profile_core::{ClientPatch, Edit};
use serde_json::{Value, json};

use super::{client_faults, edited, found, seasoned};

#[test]
fn what_is_as_long_as_may_be_is_taken_and_nothing_longer() {
    let preferences = |count: usize, length: usize| {
        let members = (0..count).map(|it| (it.to_string(), json!("x".repeat(length))));
        Value::Object(members.collect())
    };
    let full = json!({ "companyName": "x".repeat(100), "industry": "x".repeat(100),
                       "projectPreferences": preferences(50, 500) });
    assert_eq!(client_faults(&full), []);

    for (field, value, pointer, kind) in [
        ("companyName", json!("x".repeat(101)), "/companyName", "too_long"),
        ("companyName", json!(1), "/companyName", "wrong_type"),
        ("industry", json!("x".repeat(101)), "/industry", "too_long"),
        ("projectPreferences", preferences(51, 1), "/projectPreferences", "too_many"),
        ("projectPreferences", preferences(1, 501), "/projectPreferences/0", "too_long"),
        ("projectPreferences", json!({ "x": [] }), "/projectPreferences/x", "wrong_type"),
        ("projectPreferences", json!({ "": "x" }), "/projectPreferences/", "malformed"),
        ("projectPreferences", json!({ " x": "x" }), "/projectPreferences/ x", "malformed"),
        ("projectPreferences", json!(["x"]), "/projectPreferences", "wrong_type"),
        ("roles", json!(["ADMIN"]), "/roles", "not_editable"),
        ("bio", json!("x"), "/bio", "unknown"),
    ] {
        assert_eq!(client_faults(&json!({ field: value })), found(pointer, kind), "{field}");
    }
}

#[tokio::test]
async fn null_clears_and_preferences_are_merged() {
    let ada = seasoned().await;
    let patch =
        json!({ "companyName": null, "projectPreferences": { "pace": null, "size": "small" } });

    let after = edited(&ada, Edit::Client(ClientPatch::read(&patch).unwrap())).client.unwrap();

    assert_eq!((after.company_name, after.industry.as_deref()), (None, Some("looms")));
    assert_eq!(after.project_preferences, [("size".to_owned(), "small".to_owned())].into());
}
