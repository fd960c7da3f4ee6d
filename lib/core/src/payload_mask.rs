//! Makes what Clerk sent fit for an admin's eyes: what happened to whom can be read off it, and
//! nobody's data.

use serde_json::{Map, Value};

use crate::mask;

/// What stands for a value that isn't shown.
const HIDDEN: &str = "•••";

/// Longest text that is shown, in bytes: longer than any id of Clerk's.
const LONGEST_SHOWN: usize = 128;

/// The keys whose texts say what something is.
const TELLING_KEYS: [&str; 7] =
    ["type", "object", "status", "strategy", "roles", "role", "device_type"];

/// Ids that others gave: they may be an address, a name or an account elsewhere.
const FOREIGN_IDS: [&str; 2] = ["external_id", "provider_user_id"];

/// The keys beneath which people keep what they like.
const METADATA_KEYS: [&str; 3] = ["public_metadata", "private_metadata", "unsafe_metadata"];

/// An event's payload without anybody's data.
///
/// Structure, keys, numbers and switches stay, and so do texts that are ids or say what
/// something is. Of an address its domain stays. Of the metadata only the roles do.
#[must_use]
pub fn masked_payload(payload: &str) -> Value {
    match serde_json::from_str(payload) {
        Ok(value) => masked("", value),
        Err(_) => Value::String(format!("unreadable, {} bytes", payload.len())),
    }
}

fn masked(key: &str, value: Value) -> Value {
    if METADATA_KEYS.contains(&key) {
        return masked_metadata(value);
    }
    match value {
        Value::Object(members) => each(members, masked),
        Value::Array(entries) => entries.into_iter().map(|it| masked(key, it)).collect(),
        Value::String(text) => Value::String(masked_text(key, &text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}

fn masked_metadata(value: Value) -> Value {
    match value {
        Value::Object(members) => each(members, |key, value| match key {
            "roles" => masked(key, value),
            _ => hidden(value),
        }),
        other => hidden(other),
    }
}

fn masked_text(key: &str, text: &str) -> String {
    if is_email(text) {
        mask::email(text)
    } else if is_shown(key, text) {
        text.to_owned()
    } else {
        HIDDEN.to_owned()
    }
}

/// Whatever the key, no sentence is shown.
fn is_shown(key: &str, text: &str) -> bool {
    let belongs = |it: u8| it.is_ascii_alphanumeric() || b"_-.:".contains(&it);
    let is_plain = text.len() <= LONGEST_SHOWN && text.bytes().all(belongs);
    let is_id = key == "id" || key.ends_with("_id") && !FOREIGN_IDS.contains(&key);
    is_plain && (TELLING_KEYS.contains(&key) || is_id && is_clerk_id(text))
}

/// Whether the text has the form of Clerk's ids, such as `user_2x`: an id that others gave
/// mostly has another.
fn is_clerk_id(text: &str) -> bool {
    text.split_once('_').is_some_and(|(kind, rest)| {
        !kind.is_empty() && !rest.is_empty() && kind.bytes().all(|it| it.is_ascii_lowercase())
    })
}

/// Everything in it is hidden, but not how it is built.
fn hidden(value: Value) -> Value {
    match value {
        Value::Object(members) => each(members, |_, value| hidden(value)),
        Value::Array(entries) => entries.into_iter().map(hidden).collect(),
        Value::Null => Value::Null,
        Value::Bool(_) | Value::Number(_) | Value::String(_) => Value::String(HIDDEN.to_owned()),
    }
}

fn each(members: Map<String, Value>, mask: impl Fn(&str, Value) -> Value) -> Value {
    let masked = members.into_iter().map(|(key, value)| {
        let value = mask(&key, value);
        (key, value)
    });
    Value::Object(masked.collect())
}

/// Whether the text is an address and nothing else, so that its domain gives nothing else away.
fn is_email(text: &str) -> bool {
    let belongs = |it: u8| it.is_ascii_alphanumeric() || b"-.".contains(&it);
    text.split_once('@').is_some_and(|(local, domain)| {
        let is_domain = domain.contains('.') && domain.bytes().all(belongs);
        !local.is_empty() && !local.contains(char::is_whitespace) && is_domain
    })
}
