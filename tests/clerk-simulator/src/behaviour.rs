//! What Clerk's documentation leaves open, as switches: a client must bear either.

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use crate::api::error::ApiError;

/// The switches of `PUT /_simulator/behaviour`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Behaviour {
    /// A wrong key is answered 404 `resource_not_found` and not 401.
    pub wrong_key_is_404: bool,
    /// An unknown user in `starting_after` is answered 404 and not 422.
    pub unknown_cursor_is_404: bool,
    /// An identifier that somebody else has is answered 409 and not 422.
    pub taken_is_409: bool,
}

impl Behaviour {
    pub(crate) fn unknown_cursor(self) -> ApiError {
        if self.unknown_cursor_is_404 {
            return ApiError::not_found();
        }
        let message = "starting_after must be the id of a user";
        ApiError::parameter("form_param_value_invalid", "starting_after", message)
    }

    pub(crate) fn taken(self, parameter: &str) -> ApiError {
        let message = "That value is taken. Please try another.";
        let error = ApiError::parameter("form_identifier_exists", parameter, message);
        if self.taken_is_409 { error.with_status(StatusCode::CONFLICT) } else { error }
    }

    pub(crate) fn wrong_key(self) -> ApiError {
        if self.wrong_key_is_404 {
            return ApiError::not_found();
        }
        ApiError::unauthenticated("clerk_key_invalid", "The provided Clerk Secret Key is invalid.")
    }
}
