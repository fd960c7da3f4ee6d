//! What an event's body is.

use serde_json::{Value, json};

use crate::clock;
use crate::ids;

/// Who made the request that something came of, as `event_attributes` show them.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) user_agent: String,
}

/// An event, as it is sent to every endpoint.
#[derive(Debug)]
pub(super) struct Message {
    /// The `svix-id`, the same for every endpoint, attempt and replay.
    pub(super) id: String,
    pub(super) event_type: String,
    /// Whom it is about.
    pub(super) user_id: Option<String>,
    pub(super) body: String,
}

impl Message {
    pub(super) fn new(instance_id: &str, event_type: &str, data: &Value, caller: &Caller) -> Self {
        let body = json!({
            "type": event_type,
            "object": "event",
            "data": data,
            "timestamp": clock::now(),
            "instance_id": instance_id,
            "event_attributes": {
                "http_request": { "client_ip": "127.0.0.1", "user_agent": caller.user_agent },
            },
        });
        let about = if data["user_id"].is_string() { &data["user_id"] } else { &data["id"] };
        Self {
            id: ids::new("msg"),
            event_type: event_type.to_owned(),
            user_id: about.as_str().map(str::to_owned),
            body: body.to_string(),
        }
    }
}
