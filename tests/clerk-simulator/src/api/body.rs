//! Reads a request's body by the properties that the OpenAPI allows it.

use axum::extract::{FromRequest, Request};
use jiff::Timestamp;
use serde_json::{Map, Value};

use super::error::ApiError;

/// The JSON object that a request brought.
#[derive(Debug)]
pub(super) struct Body(Map<String, Value>);

/// What a property may hold. Where the OpenAPI says `nullable`, null is as good as absent.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Text,
    TextOrNull,
    FlagOrNull,
    CountOrNull,
    /// RFC 3339.
    TimeOrNull,
    Texts,
    Object,
}

/// Documented properties for which the simulator has no model.
const NOT_SIMULATED: [&str; 8] = [
    "backup_codes",
    "phone_number",
    "phone_number_identification_status",
    "primary_phone_number_id",
    "primary_web3_wallet_id",
    "profile_image_id",
    "totp_secret",
    "web3_wallet",
];

/// The properties that a request may have; the OpenAPI's `additionalProperties: false`.
pub(super) type Properties = [(&'static str, Kind)];

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let unreadable = || ApiError::unreadable("request_body_invalid", "Request body invalid");
        let bytes = axum::body::Bytes::from_request(request, state).await;
        let bytes = bytes.map_err(|_| unreadable())?;
        match serde_json::from_slice(&bytes) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            _ => Err(unreadable()),
        }
    }
}

impl Body {
    /// Refuses properties that aren't allowed or are of the wrong type.
    pub(super) fn check(&self, allowed: &[&Properties]) -> Result<(), ApiError> {
        for (name, value) in &self.0 {
            if NOT_SIMULATED.contains(&name.as_str()) {
                let message = "the Clerk simulator doesn't know this property";
                return Err(ApiError::parameter("not_simulated", name, message));
            }
            let property = allowed.iter().copied().flatten().find(|it| it.0 == name);
            let Some((_, kind)) = property else {
                let message = format!("{name} is not a valid parameter for this request.");
                return Err(ApiError::parameter("form_param_unknown", name, message));
            };
            if !kind.admits(value) {
                let message = format!("{name} is of the wrong type.");
                return Err(ApiError::parameter("form_param_type_invalid", name, message));
            }
        }
        Ok(())
    }

    /// The property, if it was sent.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::as_str)
    }

    /// The text that the request must have.
    pub(super) fn required(&self, name: &str) -> Result<&str, ApiError> {
        self.text(name).filter(|it| !it.is_empty()).ok_or_else(|| {
            ApiError::parameter("form_param_missing", name, format!("{name} must be included."))
        })
    }

    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        self.get(name).and_then(Value::as_bool)
    }

    /// A time, in milliseconds.
    pub(super) fn time(&self, name: &str) -> Option<i64> {
        self.get(name).and_then(time)
    }

    pub(super) fn texts(&self, name: &str) -> Vec<&str> {
        let list = self.get(name).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str).collect()
    }
}

impl Kind {
    fn admits(self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::TextOrNull => value.is_string() || value.is_null(),
            Self::FlagOrNull => value.is_boolean() || value.is_null(),
            Self::CountOrNull => value.is_u64() || value.is_null(),
            Self::TimeOrNull => value.is_null() || time(value).is_some(),
            Self::Texts => value.as_array().is_some_and(|it| it.iter().all(Value::is_string)),
            Self::Object => value.is_object(),
        }
    }
}

fn time(value: &Value) -> Option<i64> {
    let time: Timestamp = value.as_str()?.parse().ok()?;
    Some(time.as_millisecond())
}
