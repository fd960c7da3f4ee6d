//! A Clerk user: JSON with an open set of fields, and the few that the simulator reads.

mod complete;
pub(crate) mod email;
pub(crate) mod image;
pub(crate) mod metadata;

use serde_json::{Map, Value};

pub(crate) use complete::complete;

/// A Clerk user, complete: every field that Clerk's OpenAPI requires is there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct User(Map<String, Value>);

impl User {
    /// The user of a text that was one before.
    pub(crate) fn read(text: &str) -> Self {
        Self(serde_json::from_str(text).unwrap_or_default())
    }

    pub(crate) fn id(&self) -> &str {
        self.text("id").unwrap_or_default()
    }

    pub(crate) fn text(&self, field: &str) -> Option<&str> {
        self.0.get(field).and_then(Value::as_str)
    }

    /// A time, in milliseconds.
    pub(crate) fn time(&self, field: &str) -> Option<i64> {
        self.0.get(field).and_then(Value::as_i64)
    }

    pub(crate) fn is(&self, field: &str) -> bool {
        self.0.get(field).and_then(Value::as_bool).unwrap_or_default()
    }

    pub(crate) fn get(&self, field: &str) -> &Value {
        self.0.get(field).unwrap_or(&Value::Null)
    }

    pub(crate) fn set(&mut self, field: &str, value: impl Into<Value>) {
        self.0.insert(field.to_owned(), value.into());
    }

    /// The entries of a list field, such as `email_addresses`.
    pub(crate) fn list(&self, field: &str) -> &[Value] {
        self.get(field).as_array().map_or(&[], Vec::as_slice)
    }

    /// The values that the entries of a list have under a name.
    pub(crate) fn values<'a>(
        &'a self,
        list: &str,
        field: &'a str,
    ) -> impl Iterator<Item = &'a str> {
        self.list(list).iter().filter_map(move |it| it[field].as_str())
    }

    pub(crate) fn to_json(&self) -> String {
        // A map of JSON values always has a text.
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    pub(crate) fn into_value(self) -> Value {
        Value::Object(self.0)
    }
}
