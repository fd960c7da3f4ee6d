//! The admin surface under `/_simulator`: everything that Clerk's own API can't be asked for.

mod deliveries;
mod input;
mod settings;
mod tokens;
mod users;

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Serialize;
use serde_json::json;

use crate::api::answer;
use crate::simulator::Refused;
use crate::state::State;

/// What an admin request is answered with.
type Answer = Result<Response, AdminError>;

/// An admin request that can't be met; says what to do.
#[derive(Debug)]
struct AdminError {
    status: StatusCode,
    message: String,
}

/// The routes under `/_simulator`.
pub(crate) fn routes(state: &Arc<State>) -> Router {
    let routes = Router::new()
        .route("/health", get(settings::health))
        .route("/key", get(settings::key).put(settings::set_key))
        .route("/behaviour", get(settings::behaviour).put(settings::set_behaviour))
        .route("/limits", get(settings::limits).put(settings::set_limits))
        .route(
            "/faults",
            get(settings::faults).put(settings::set_faults).delete(settings::clear_faults),
        )
        .route("/requests", get(settings::requests).delete(settings::reset_requests))
        .route(
            "/users/{user_id}",
            get(users::get).put(users::put).patch(users::patch).delete(users::delete),
        )
        .route("/users/{user_id}/image", post(users::set_image))
        .route("/endpoints", get(deliveries::endpoints).put(deliveries::set_endpoints))
        .route(
            "/deliveries",
            get(deliveries::show).put(deliveries::set_mode).delete(deliveries::forget),
        )
        .route("/deliveries/replay", post(deliveries::replay))
        .route("/events", post(deliveries::emit))
        .route("/tokens", post(tokens::mint))
        .route("/tokens/verify", post(tokens::verify))
        .fallback(unknown)
        .with_state(Arc::clone(state));
    Router::new().nest("/_simulator", routes)
}

async fn unknown() -> AdminError {
    AdminError::not_found("there is nothing here; the simulator's README lists what there is")
}

impl AdminError {
    fn bad(message: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, message: message.into() }
    }

    fn not_found(message: impl Into<String>) -> Self {
        Self { status: StatusCode::NOT_FOUND, message: message.into() }
    }
}

impl From<Refused> for AdminError {
    fn from(Refused(message): Refused) -> Self {
        Self::bad(message)
    }
}

impl From<String> for AdminError {
    fn from(message: String) -> Self {
        Self::bad(message)
    }
}

impl IntoResponse for AdminError {
    fn into_response(self) -> Response {
        answer(self.status, json!({ "error": self.message }).to_string())
    }
}

fn ok(body: &impl Serialize) -> Answer {
    let body = serde_json::to_string(body).map_err(|error| AdminError::bad(error.to_string()))?;
    Ok(answer(StatusCode::OK, body))
}
