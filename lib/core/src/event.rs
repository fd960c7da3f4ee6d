//! Reads what Clerk posts: which user an event is about and what it asks of us.

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{Change, ClerkId, ClerkUser, Origin, Timestamp};

/// Longest name of an event type or an instance that is kept, in bytes.
const LONGEST_NAME: usize = 100;

/// An event, read: what it is and what it asks of us.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Clerk's name for it, such as `user.updated`.
    pub event_type: String,
    /// The Clerk instance that sent it, where the payload says.
    pub instance_id: Option<String>,
    /// Where the request came from that caused the event.
    pub origin: Origin,
    /// What it asks of us; `None` when it is of a type that we have no use for (R13).
    pub change: Option<Change>,
}

/// A payload can't be read.
///
/// Says where, never what: a parser's own message quotes the value it met, which may be
/// somebody's address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EventError {
    /// The event itself is not of the shape that Clerk documents.
    #[error("event is malformed at line {line}, column {column}")]
    Malformed {
        /// Line in the payload, from 1.
        line: usize,
        /// Column in the line, from 1.
        column: usize,
    },
    /// `data` is not of the shape that Clerk documents for the event's type.
    #[error(
        "data of {event_type} is malformed at line {line}, column {column} of data: \
         is its id there, and are the types as documented?"
    )]
    MalformedData {
        /// The event's type.
        event_type: String,
        /// Line in `data`, from 1.
        line: usize,
        /// Column in the line, from 1.
        column: usize,
    },
    /// The event comes from a Clerk instance other than the configured one.
    #[error("event is from Clerk instance {found}, this stage belongs to {expected}")]
    ForeignInstance {
        /// The event's type.
        event_type: String,
        /// The instance in the payload.
        found: String,
        /// The instance in the settings.
        expected: String,
    },
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(rename = "type")]
    event_type: String,
    #[serde(borrow)]
    data: Option<&'a RawValue>,
    timestamp: Option<u64>,
    instance_id: Option<String>,
    event_attributes: Option<EventAttributes>,
}

#[derive(Deserialize)]
struct EventAttributes {
    http_request: Option<Origin>,
}

#[derive(Deserialize)]
struct DeletedUser {
    id: ClerkId,
}

#[derive(Deserialize)]
struct Session {
    user_id: ClerkId,
    created_at: Option<u64>,
}

/// Reads an event's payload.
///
/// `received_at` stands in where the payload has no time of its own.
///
/// To handle another event type, add an arm here and a sample in `events/`.
///
/// # Errors
///
/// [`EventError::Malformed`] and [`EventError::MalformedData`]; any other payload is
/// normal, whatever it lacks (R15).
pub fn read_event(payload: &str, received_at: Timestamp) -> Result<Event, EventError> {
    let envelope: Envelope<'_> = serde_json::from_str(payload)
        .map_err(|it| EventError::Malformed { line: it.line(), column: it.column() })?;
    let sent_at = envelope.timestamp.map_or(received_at, Timestamp::from_clerk);
    let event_type = shortened(envelope.event_type);
    let data = envelope.data.map_or("null", RawValue::get);

    let change = match event_type.as_str() {
        "user.created" | "user.updated" => {
            let user: ClerkUser = read_data(&event_type, data)?;
            Some(Change::reported(user, sent_at))
        }
        "user.deleted" => {
            let DeletedUser { id } = read_data(&event_type, data)?;
            Some(Change::Delete { clerk_id: id, at: sent_at })
        }
        "session.created" => {
            let Session { user_id, created_at } = read_data(&event_type, data)?;
            let at = created_at.map_or(sent_at, Timestamp::from_clerk);
            Some(Change::SignIn { clerk_id: user_id, at })
        }
        _ => None,
    };
    Ok(Event {
        event_type,
        instance_id: envelope.instance_id,
        origin: envelope.event_attributes.and_then(|it| it.http_request).unwrap_or_default(),
        change,
    })
}

impl Event {
    /// Checks that the event belongs to this stage's Clerk instance. An event that doesn't
    /// say where it is from passes: older payloads and the Dashboard's example don't.
    ///
    /// # Errors
    ///
    /// [`EventError::ForeignInstance`] when both are known and differ.
    pub fn check_instance(&self, expected: Option<&str>) -> Result<(), EventError> {
        match (self.instance_id.as_deref(), expected) {
            (Some(found), Some(expected)) if found != expected => {
                Err(EventError::ForeignInstance {
                    event_type: self.event_type.clone(),
                    found: shortened(found.to_owned()),
                    expected: expected.to_owned(),
                })
            }
            _ => Ok(()),
        }
    }
}

impl EventError {
    /// The event's type, if the event could be read that far.
    #[must_use]
    pub fn event_type(&self) -> Option<&str> {
        match self {
            Self::Malformed { .. } => None,
            Self::MalformedData { event_type, .. } | Self::ForeignInstance { event_type, .. } => {
                Some(event_type)
            }
        }
    }
}

/// Names go into logs and the ledger: none of Clerk's is longer than this.
fn shortened(mut name: String) -> String {
    name.truncate(name.floor_char_boundary(LONGEST_NAME));
    name
}

fn read_data<'a, T: Deserialize<'a>>(event_type: &str, data: &'a str) -> Result<T, EventError> {
    // Serde would read an array as the fields in order.
    let object = if data.starts_with('{') { data } else { "null" };
    serde_json::from_str(object).map_err(|it| EventError::MalformedData {
        event_type: event_type.to_owned(),
        line: it.line(),
        column: it.column(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_763_000_000_000);

    #[test]
    fn seconds_and_milliseconds_read_the_same() {
        let read = |updated_at: u64, timestamp: u64| {
            let payload = format!(
                r#"{{"type":"user.updated","timestamp":{timestamp},
                    "data":{{"id":"user_1","updated_at":{updated_at}}}}}"#
            );
            read_event(&payload, NOW).unwrap().change.unwrap().at()
        };

        assert_eq!(read(1_761_000_000, 1_761_000_001), read(1_761_000_000_000, 1_761_000_001_000));
    }

    #[test]
    fn the_events_time_stands_in_for_a_missing_one() {
        let at = |payload| read_event(payload, NOW).unwrap().change.unwrap().at();

        assert_eq!(
            at(r#"{"type":"user.updated","timestamp":1761000000000,"data":{"id":"user_1"}}"#),
            Timestamp::from_millis(1_761_000_000_000)
        );
        assert_eq!(at(r#"{"type":"user.deleted","data":{"id":"user_1"}}"#), NOW);
    }

    #[test]
    fn an_array_is_no_user() {
        for event_type in ["user.updated", "user.deleted", "session.created"] {
            let payload = format!(r#"{{"type":"{event_type}","data":["user_victim"]}}"#);
            assert!(read_event(&payload, NOW).is_err(), "{event_type}");
        }
    }

    #[test]
    fn an_unknown_type_asks_for_nothing() {
        let event = read_event(r#"{"type":"waitlistEntry.created","data":7}"#, NOW).unwrap();

        assert_eq!(event.change, None);
    }

    #[test]
    fn an_error_says_where_and_never_what() {
        let payload =
            r#"{"type":"user.created","data":{"id":"user_1","email_addresses":"ada@example.com"}}"#;

        let error = read_event(payload, NOW).unwrap_err();

        assert!(matches!(error, EventError::MalformedData { line: 1, .. }));
        assert!(!error.to_string().contains("ada"));
    }

    #[test]
    fn only_a_known_and_different_instance_is_foreign() {
        let from =
            |instance: &str| read_event(&format!(r#"{{"type":"x"{instance}}}"#), NOW).unwrap();
        let ours = Some("ins_1");

        assert_eq!(from(r#","instance_id":"ins_1""#).check_instance(ours), Ok(()));
        assert_eq!(from("").check_instance(ours), Ok(()));
        assert_eq!(from(r#","instance_id":"ins_2""#).check_instance(None), Ok(()));
        assert!(from(r#","instance_id":"ins_2""#).check_instance(ours).is_err());
    }

    #[test]
    fn a_time_far_ahead_does_not_keep_out_what_follows() {
        let far = r#"{"type":"user.updated","data":{"id":"user_1","updated_at":9999999999999}}"#;

        let at = read_event(far, NOW).unwrap().change.unwrap().at();

        assert_eq!(at, NOW.after(std::time::Duration::from_hours(1)));
    }

    #[test]
    fn a_long_name_is_cut_at_a_character() {
        let payload = format!(r#"{{"type":"{}"}}"#, "é".repeat(500));

        assert_eq!(read_event(&payload, NOW).unwrap().event_type.len(), 100);
    }

    proptest! {
        #[test]
        fn no_payload_panics(payload in ".*", data in "[\\[{}\\]\",:0-9a-z_.]*") {
            let _ = read_event(&payload, NOW);
            for event_type in ["user.created", "user.deleted", "session.created"] {
                let _ = read_event(&format!(r#"{{"type":"{event_type}","data":{data}}}"#), NOW);
            }
        }
    }
}
