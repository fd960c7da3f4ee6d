//! A user's email addresses. An address is never edited: entries come and go.

use serde_json::{Value, json};

use super::User;
use crate::ids;

/// How far an address is proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Proven to be the user's.
    Verified,
    /// Not proven, yet nobody else may take it.
    Reserved,
    /// Not proven; others may have it too.
    Unverified,
}

/// A new entry, as it is when the Backend API makes it.
pub(crate) fn new(address: &str, status: Status, now: i64) -> Value {
    let mut entry = json!({
        "id": ids::new("idn"),
        "object": "email_address",
        "email_address": address,
        "linked_to": [],
        "matches_sso_connection": false,
        "created_at": now,
    });
    set_status(&mut entry, status, now);
    entry
}

/// Says how far the address of the entry is proven.
pub(crate) fn set_status(entry: &mut Value, status: Status, now: i64) {
    entry["reserved"] = json!(status == Status::Reserved);
    entry["updated_at"] = json!(now);
    entry["verification"] = match status {
        Status::Verified => verification("verification_admin", "verified", "admin"),
        Status::Unverified => verification("verification_otp", "unverified", "email_code"),
        Status::Reserved => Value::Null,
    };
}

fn verification(object: &str, status: &str, strategy: &str) -> Value {
    json!({
        "object": object,
        "status": status,
        "strategy": strategy,
        "attempts": null,
        "expire_at": null,
    })
}

/// Whether the entry's address is proven.
pub(crate) fn is_verified(entry: &Value) -> bool {
    entry["verification"]["status"] == "verified"
}

/// Whether nobody else may have the entry's address.
pub(crate) fn is_locked(entry: &Value) -> bool {
    is_verified(entry) || entry["reserved"] == true
}

/// The form in which addresses are compared.
pub(crate) fn normal(address: &str) -> String {
    address.trim().to_lowercase()
}

/// Whether this can be an address at all: one `@` with something on both sides, no spaces.
pub(crate) fn is_address(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && !domain.is_empty() && !domain.contains('@')
    }) && !text.contains(char::is_whitespace)
}

impl User {
    /// The address entry with that id.
    pub(crate) fn email(&self, id: &str) -> Option<&Value> {
        self.list("email_addresses").iter().find(|it| it["id"] == id)
    }

    /// The same, to change it.
    pub(crate) fn email_mut(&mut self, id: &str) -> Option<&mut Value> {
        self.emails_mut()?.iter_mut().find(|it| it["id"] == id)
    }

    /// Adds an entry; the first is the primary one.
    pub(crate) fn add_email(&mut self, entry: Value, primary: bool) {
        if primary || self.list("email_addresses").is_empty() {
            self.set("primary_email_address_id", entry["id"].clone());
        }
        if let Some(emails) = self.emails_mut() {
            emails.push(entry);
        }
    }

    /// Removes an entry; was it the primary one, the next verified entry takes its place.
    pub(crate) fn remove_email(&mut self, id: &str) {
        if let Some(emails) = self.emails_mut() {
            emails.retain(|it| it["id"] != id);
        }
        if self.text("primary_email_address_id") == Some(id) {
            let next = self.list("email_addresses").iter().find(|it| is_verified(it));
            let next = next.map_or(Value::Null, |it| it["id"].clone());
            self.set("primary_email_address_id", next);
        }
    }

    /// The list, which every complete user has.
    fn emails_mut(&mut self) -> Option<&mut Vec<Value>> {
        self.0.get_mut("email_addresses")?.as_array_mut()
    }
}
