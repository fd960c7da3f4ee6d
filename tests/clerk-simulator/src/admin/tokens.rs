//! Session tokens on demand.

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::http::StatusCode;
use serde_json::json;

use super::input::Input;
use super::{AdminError, Answer, ok};
use crate::clock;
use crate::state::State;
use crate::tokens::{self, TokenCheck, TokenError, TokenRequest};

pub(super) async fn mint(
    Shared(state): Shared<Arc<State>>,
    Input(request): Input<TokenRequest>,
) -> Answer {
    let State { keys, url, instance_id, .. } = &*state;
    let token = tokens::mint(keys, url, instance_id, &request, clock::now() / 1_000);
    let token = token.map_err(|error| match error {
        TokenError::Request(message) => AdminError::bad(message),
        error => {
            AdminError { status: StatusCode::INTERNAL_SERVER_ERROR, message: error.to_string() }
        }
    })?;
    ok(&json!({ "token": token }))
}

pub(super) async fn verify(
    Shared(state): Shared<Arc<State>>,
    Input(check): Input<TokenCheck>,
) -> Answer {
    let State { keys, url, instance_id, .. } = &*state;
    match tokens::verify(keys, url, instance_id, &check, clock::now() / 1_000) {
        Ok(claims) => ok(&json!({ "valid": true, "claims": claims })),
        Err(TokenError::Invalid(cause)) => {
            ok(&json!({ "valid": false, "reason": cause.to_string() }))
        }
        Err(error) => ok(&json!({ "valid": false, "reason": error.to_string() })),
    }
}
