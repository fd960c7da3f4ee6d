//! What an admin sees of a payload: what happened to whom, and nobody's data.

use std::fs;
use std::path::Path;

use profile_core::masked_payload;
use proptest::prelude::*;
use serde_json::{Value, json};

const HIDDEN: &str = "•••";

#[test]
fn ids_kinds_and_numbers_stay_and_everything_else_is_hidden() {
    let payload = json!({
        "type": "user.updated", "object": "event", "timestamp": 1_773_651_140_522_u64,
        "data": {
            "id": "user_2x", "object": "user", "banned": false, "username": null,
            "first_name": "Ada", "image_url": "https://img.example/ada",
            "external_id": "ada_byron", "primary_email_address_id": "idn_1",
            "email_addresses": [{
                "id": "idn_1", "email_address": "ada@example.com",
                "verification": { "status": "verified", "strategy": "email_code", "attempts": 1 },
            }],
            "external_accounts": [{ "provider_user_id": "10000001", "google_id": "1000" }],
            "public_metadata": { "roles": ["CLIENT", "my friend Bob"], "tier": 2, "a": { "b": "c" } },
            "private_metadata": { "note": "owes us", "vip": true },
            "unsafe_metadata": "theirs",
        },
        "event_attributes": { "http_request": { "client_ip": "203.0.113.20", "user_agent": "Mozilla" } },
    });

    let expected = json!({
        "type": "user.updated", "object": "event", "timestamp": 1_773_651_140_522_u64,
        "data": {
            "id": "user_2x", "object": "user", "banned": false, "username": null,
            "first_name": HIDDEN, "image_url": HIDDEN,
            "external_id": HIDDEN, "primary_email_address_id": "idn_1",
            "email_addresses": [{
                "id": "idn_1", "email_address": "a…@example.com",
                "verification": { "status": "verified", "strategy": "email_code", "attempts": 1 },
            }],
            "external_accounts": [{ "provider_user_id": HIDDEN, "google_id": HIDDEN }],
            "public_metadata": { "roles": ["CLIENT", HIDDEN], "tier": HIDDEN, "a": { "b": HIDDEN } },
            "private_metadata": { "note": HIDDEN, "vip": HIDDEN },
            "unsafe_metadata": HIDDEN,
        },
        "event_attributes": { "http_request": { "client_ip": HIDDEN, "user_agent": HIDDEN } },
    });
    assert_eq!(masked_payload(&payload.to_string()), expected);
}

#[test]
fn only_an_address_and_nothing_else_shows_its_domain() {
    let masked = |text: &str| masked_payload(&json!({ "note": text }).to_string())["note"].clone();

    assert_eq!(masked("ada.byron@mail.example.com"), "a…@mail.example.com");
    for text in [
        "ada@home",
        "@ada.example",
        "ask ada@example.com",
        "ada@example.com is hers",
        "ada@example.com, Elm Road 5",
        "a@b.example/secret",
        "ada@b@c.example\u{0}",
    ] {
        assert_eq!(masked(text), HIDDEN, "{text}");
    }
}

#[test]
fn under_a_key_that_is_shown_no_sentence_is() {
    let long = "x".repeat(129);
    for text in ["Ada Byron", "ada byron", "Ädä", "203.0.113.20 again", &long, "<script>"] {
        let payload = json!({ "type": text, "user_id": text, "id": text });

        let expected = json!({ "type": HIDDEN, "user_id": HIDDEN, "id": HIDDEN });
        assert_eq!(masked_payload(&payload.to_string()), expected);
    }
}

#[test]
fn what_is_no_json_is_not_shown_at_all() {
    assert_eq!(masked_payload("ada@example.com {"), json!("unreadable, 17 bytes"));
    let deep = "[".repeat(10_000);
    assert_eq!(masked_payload(&deep), json!("unreadable, 10000 bytes"));
}

/// What somebody's data stands under in Clerk's events.
const PERSONAL: [&str; 18] = [
    "approved_scopes",
    "avatar_url",
    "browser_name",
    "city",
    "client_ip",
    "country",
    "external_id",
    "first_name",
    "google_id",
    "image_url",
    "ip_address",
    "last_name",
    "locale",
    "phone_number",
    "profile_image_url",
    "provider_user_id",
    "user_agent",
    "username",
];

#[test]
fn of_no_sample_is_anybodys_data_shown() {
    let mut seen = 0;
    let events = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../events");
    for entry in fs::read_dir(events).unwrap() {
        let Ok(text) = fs::read_to_string(entry.unwrap().path()) else { continue };
        let Ok(payload) = serde_json::from_str::<Value>(&text) else { continue };

        compare("", &payload, &masked_payload(&text), &mut seen);
    }
    assert!(seen > 100, "the samples hold people's data: {seen}");
}

/// The shape is the same, and no leaf under a personal key is.
fn compare(key: &str, payload: &Value, masked: &Value, seen: &mut u32) {
    match (payload, masked) {
        (Value::Object(payload), Value::Object(masked)) => {
            assert!(payload.keys().eq(masked.keys()), "the same keys");
            for (key, value) in payload {
                compare(key, value, &masked[key], seen);
            }
        }
        (Value::Array(payload), Value::Array(masked)) => {
            assert_eq!(payload.len(), masked.len());
            for (payload, masked) in payload.iter().zip(masked) {
                compare(key, payload, masked, seen);
            }
        }
        (Value::String(text), Value::String(shown)) => {
            let is_personal = PERSONAL.contains(&key) || text.contains('@');
            assert!(!is_personal || text != shown, "{key}: {text}");
            *seen += u32::from(is_personal);
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn no_payload_panics(payload in ".*") {
        let _ = masked_payload(&payload);
    }

    #[test]
    fn no_text_with_a_space_survives(text in "[a-z]{4,9} [a-z@.]{4,9}", key in "[a-z_]{0,9}") {
        let masked = masked_payload(&json!({ key: text }).to_string()).to_string();

        prop_assert!(!masked.contains(&text));
    }
}
