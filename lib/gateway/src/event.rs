//! The event's shape.
//!
//! Format: <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html>

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

/// A request, as API Gateway hands it over.
#[derive(Deserialize)]
#[serde(try_from = "Box<RawValue>")]
pub struct Event(pub(crate) Payload);

/// What is read of it. Cookies, which come apart from the headers, are left out: no function
/// has any use for one.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Payload {
    pub(crate) raw_path: String,
    #[serde(default)]
    pub(crate) raw_query_string: String,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Option<String>,
    #[serde(default)]
    pub(crate) is_base64_encoded: bool,
    pub(crate) request_context: Context,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Context {
    pub(crate) request_id: String,
    pub(crate) http: Http,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Http {
    pub(crate) method: String,
    pub(crate) source_ip: Option<String>,
    pub(crate) user_agent: Option<String>,
}

/// Somebody invoked the function with something else. The parser would quote it in the log.
#[derive(Debug, thiserror::Error)]
#[error("this is no event of an API Gateway HTTP API with payload format 2.0")]
pub struct NotAnEvent;

impl TryFrom<Box<RawValue>> for Event {
    type Error = NotAnEvent;

    fn try_from(event: Box<RawValue>) -> Result<Self, NotAnEvent> {
        serde_json::from_str(event.get()).map(Self).map_err(|_| NotAnEvent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_event_is_told_without_a_word_of_it() {
        for text in ["null", "7", "\"planted\"", "{}", "{\"rawPath\":[\"planted\"]}"] {
            let error = serde_json::from_str::<Event>(text).err().unwrap().to_string();
            assert!(error.starts_with("this is no event of an API Gateway HTTP API"), "{error}");
            assert!(!error.contains("planted"), "{error}");
        }
    }
}
