//! What the queue carries: an event on its way from the receiver to the processor.
//!
//! Old messages may be read by new code and new ones by old code while a deployment runs,
//! so the form has a version, unknown keys are ignored and no key is ever reused.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use crate::{EventId, Timestamp, UserId};

/// The newest version that this code reads. Events are still written as version 1, so that
/// a processor of before can read them.
const VERSION: u8 = 2;

/// What is kept of a session: the rest is a place, a device and a whole user (R13).
const SESSION_KEYS: [&str; 5] = ["id", "object", "user_id", "status", "created_at"];

/// An event as the receiver accepted it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The event's `svix-id`.
    pub event_id: EventId,
    /// When the receiver accepted it.
    pub received_at: Timestamp,
    /// Clerk's JSON, without what must not be kept.
    pub payload: String,
}

/// Asks for a push of what Clerk has still to be told of a user (R21).
///
/// It says whom it is about and nothing else: what there is to tell stands in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PushRequest {
    /// Whose fields.
    pub user_id: UserId,
}

/// What a message asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Queued {
    /// That an event be applied.
    Event(Message),
    /// That Clerk be told.
    Push(PushRequest),
}

/// A signed body that is not a JSON event: not an object with a `type`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("body is not a JSON object with a type")]
pub struct NotAnEvent;

/// A message that none of our functions wrote, or a version that is newer than this code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MessageError {
    /// Not the JSON that [`Accepted::into_json`] or [`PushRequest::into_json`] writes.
    #[error("message is malformed at line {line}, column {column}")]
    Malformed {
        /// Line in the message, from 1.
        line: usize,
        /// Column in the line, from 1.
        column: usize,
    },
    /// Written by newer code: deploy the processor before the receiver.
    #[error("message has version {0}, this processor reads up to {VERSION}")]
    UnknownVersion(u8),
}

/// A body that was read as an event and can be queued.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted {
    /// The event's type.
    pub event_type: String,
    payload: Value,
}

#[derive(Deserialize)]
struct Written<'a> {
    version: u8,
    #[serde(borrow)]
    push: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Read<'a> {
    svix_id: EventId,
    received_at: Timestamp,
    #[serde(borrow)]
    payload: &'a RawValue,
}

impl Accepted {
    /// Reads a verified body, and drops what must not be kept: private metadata at any
    /// depth (R12), and of a session all but its ids and times (R13).
    ///
    /// # Errors
    ///
    /// [`NotAnEvent`] unless the body is a JSON object with a text as its `type`.
    pub fn read(body: &[u8]) -> Result<Self, NotAnEvent> {
        let mut payload: Value = serde_json::from_slice(body)
            .or_else(|_| without_unsafe_metadata(body))
            .map_err(|_| NotAnEvent)?;
        let event_type = payload.get("type").and_then(Value::as_str).ok_or(NotAnEvent)?.to_owned();
        if event_type.starts_with("session.") {
            keep_session_keys(&mut payload);
        }
        remove_private(&mut payload);
        Ok(Self { event_type, payload })
    }

    /// Whether the event carries one-time codes: acknowledged, never queued, never logged.
    #[must_use]
    pub fn is_one_time_code(&self) -> bool {
        self.event_type.starts_with("email.") || self.event_type.starts_with("sms.")
    }

    /// The message for the queue, as JSON.
    #[must_use]
    pub fn into_json(self, event_id: &EventId, received_at: Timestamp) -> String {
        let json = json!({
            "version": 1,
            "svixId": event_id.as_str(),
            "receivedAt": received_at.unsigned(),
            "payload": self.payload,
        })
        .to_string();
        // SQS refuses these two characters, which JSON allows unescaped. They can only
        // stand in strings, so an escape is right wherever they are.
        if json.contains(['\u{fffe}', '\u{ffff}']) {
            json.replace('\u{fffe}', "\\ufffe").replace('\u{ffff}', "\\uffff")
        } else {
            json
        }
    }
}

impl PushRequest {
    /// The message for the queue, as JSON.
    #[must_use]
    pub fn into_json(self) -> String {
        json!({ "version": 2, "push": self }).to_string()
    }
}

impl Queued {
    /// Reads what [`Accepted::into_json`] or [`PushRequest::into_json`] wrote.
    ///
    /// # Errors
    ///
    /// [`MessageError`]: where the message is malformed, or that its version is too new.
    pub fn from_json(json: &str) -> Result<Self, MessageError> {
        let Written { version, push } = serde_json::from_str(json).map_err(malformed)?;
        if version > VERSION {
            return Err(MessageError::UnknownVersion(version));
        }
        if let Some(push) = push {
            return serde_json::from_str(push.get()).map(Self::Push).map_err(malformed);
        }
        let Read { svix_id, received_at, payload } =
            serde_json::from_str(json).map_err(malformed)?;
        let payload = payload.get().to_owned();
        Ok(Self::Event(Message { event_id: svix_id, received_at, payload }))
    }
}

#[expect(clippy::needless_pass_by_value, reason = "shape of map_err")]
fn malformed(error: serde_json::Error) -> MessageError {
    MessageError::Malformed { line: error.line(), column: error.column() }
}

/// Reads an event without what its user may write freely, which nobody reads: were it
/// nested too deeply, or not Unicode, the user could keep events about themselves away.
fn without_unsafe_metadata(body: &[u8]) -> serde_json::Result<Value> {
    let mut event: BTreeMap<String, Box<RawValue>> = serde_json::from_slice(body)?;
    if let Some(data) = event.get_mut("data") {
        let mut fields: BTreeMap<String, Box<RawValue>> = serde_json::from_str(data.get())?;
        fields.remove("unsafe_metadata");
        *data = serde_json::value::to_raw_value(&fields)?;
    }
    serde_json::from_str(&serde_json::to_string(&event)?)
}

fn keep_session_keys(payload: &mut Value) {
    if let Some(data) = payload.get_mut("data").and_then(Value::as_object_mut) {
        data.retain(|key, _| SESSION_KEYS.contains(&key.as_str()));
    }
    if let Some(event) = payload.as_object_mut() {
        event.remove("event_attributes");
    }
}

fn remove_private(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.remove("private_metadata");
            Map::values_mut(object).for_each(remove_private);
        }
        Value::Array(items) => items.iter_mut().for_each(remove_private),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn accepted(body: &Value) -> Accepted {
        Accepted::read(body.to_string().as_bytes()).unwrap()
    }

    fn through_the_queue(body: &Value) -> Value {
        let id = EventId::parse("msg_1").unwrap();
        let json = accepted(body).into_json(&id, Timestamp::from_millis(7));
        let Queued::Event(message) = Queued::from_json(&json).unwrap() else { panic!("an event") };
        assert_eq!((message.event_id, message.received_at), (id, Timestamp::from_millis(7)));
        serde_json::from_str(&message.payload).unwrap()
    }

    #[test]
    fn private_metadata_never_reaches_the_queue() {
        let body = json!({
            "type": "organizationMembership.created",
            "data": {
                "id": "orgmem_1", "private_metadata": { "planted": 1 },
                "organization": [{ "private_metadata": { "planted": 2 }, "id": "org_1" }],
            },
        });

        assert_eq!(
            through_the_queue(&body)["data"],
            json!({ "id": "orgmem_1", "organization": [{ "id": "org_1" }] })
        );
    }

    #[test]
    fn of_a_session_only_ids_and_times_are_kept() {
        let body = json!({
            "type": "session.created",
            "event_attributes": { "http_request": { "client_ip": "203.0.113.7" } },
            "data": {
                "id": "sess_1", "user_id": "user_1", "created_at": 1, "client_id": "client_1",
                "latest_activity": { "ip_address": "203.0.113.7" }, "user": { "id": "user_1" },
            },
        });

        assert_eq!(
            through_the_queue(&body),
            json!({
                "type": "session.created",
                "data": { "id": "sess_1", "user_id": "user_1", "created_at": 1 },
            })
        );
    }

    #[test]
    fn one_time_codes_are_recognised() {
        for (event_type, expected) in
            [("email.created", true), ("sms.created", true), ("user.created", false)]
        {
            assert_eq!(accepted(&json!({ "type": event_type })).is_one_time_code(), expected);
        }
    }

    #[test]
    fn what_has_no_type_is_not_an_event() {
        for body in ["", "{", "[]", "7", "null", "{}", r#"{"type":7}"#, r#"{"type":null}"#] {
            assert_eq!(Accepted::read(body.as_bytes()), Err(NotAnEvent), "{body}");
        }
        assert_eq!(Accepted::read(b"{\"type\":\"\xff\"}"), Err(NotAnEvent));
    }

    #[test]
    fn what_a_user_may_write_cannot_keep_an_event_away() {
        let deep = format!("{}{}", "[".repeat(500), "]".repeat(500));
        for bad in [deep.as_str(), r#""\ud800""#, "1e400"] {
            let body = format!(
                r#"{{"type":"user.updated","data":{{"id":"user_1","banned":true,
                    "unsafe_metadata":{{"a":{bad}}}}}}}"#
            );
            let accepted = Accepted::read(body.as_bytes()).unwrap();
            assert_eq!(accepted.payload["data"], json!({ "id": "user_1", "banned": true }));
        }
    }

    #[test]
    fn a_newer_version_is_named_whatever_else_changed() {
        assert_eq!(
            Queued::from_json(r#"{"version":3,"id":{"svix":"msg_1"}}"#),
            Err(MessageError::UnknownVersion(3))
        );
    }

    #[test]
    fn keys_that_a_later_receiver_adds_are_ignored() {
        let json =
            r#"{"version":1,"svixId":"msg_1","receivedAt":7,"payload":{"type":"x"},"added":1}"#;

        let Ok(Queued::Event(message)) = Queued::from_json(json) else { panic!("an event") };
        assert_eq!(message.payload, r#"{"type":"x"}"#);
    }

    #[test]
    fn a_push_request_reads_back_as_written() {
        let request = PushRequest { user_id: UserId::parse("u1").unwrap() };

        let read = Queued::from_json(&request.clone().into_json());

        assert_eq!(read, Ok(Queued::Push(request)));
        assert!(Queued::from_json(r#"{"version":2,"push":{"userId":""}}"#).is_err());
    }

    proptest! {
        #[test]
        fn any_text_passes_the_queue_unchanged_in_characters_sqs_takes(text in ".*") {
            let body = json!({ "type": "user.updated", "data": { "first_name": text } });
            let json = accepted(&body)
                .into_json(&EventId::parse("msg_1").unwrap(), Timestamp::from_millis(7));

            let refused = |it| it < ' ' || it == '\u{fffe}' || it == '\u{ffff}';
            prop_assert_eq!(json.find(refused), None);
            prop_assert_eq!(through_the_queue(&body), body);
        }

        #[test]
        fn no_message_panics(text in ".*") {
            let _ = Queued::from_json(&text);
            let _ = Accepted::read(text.as_bytes());
        }
    }
}
