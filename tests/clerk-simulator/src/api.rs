//! Clerk's Backend API, as far as its OpenAPI describes users, addresses, keys and the instance.

pub(crate) mod error;

mod body;
mod emails;
mod guard;
mod images;
mod instance;
mod list;
mod metadata;
mod status;
mod users;
mod version;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{FromRequestParts, State as Shared};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{delete, get, patch, post, put};
use serde_json::Value;

use crate::state::State;
use crate::webhooks::Caller;
use error::ApiError;

/// What a request is answered with.
type Answer = Result<Response, ApiError>;

/// The routes under `/v1`, and the public key set.
pub(crate) fn routes(state: &Arc<State>) -> Router {
    Router::new()
        .route("/v1/users", get(list::list).post(users::create))
        .route("/v1/users/count", get(list::count))
        .route("/v1/users/{user_id}", get(users::get).patch(users::update).delete(users::delete))
        .route("/v1/users/{user_id}/metadata", patch(metadata::merge).put(metadata::replace))
        .route("/v1/users/{user_id}/ban", post(status::ban))
        .route("/v1/users/{user_id}/unban", post(status::unban))
        .route("/v1/users/{user_id}/lock", post(status::lock))
        .route("/v1/users/{user_id}/unlock", post(status::unlock))
        .route("/v1/users/{user_id}/email_address", put(emails::replace))
        .route("/v1/users/{user_id}/profile_image", delete(images::delete))
        .route("/v1/email_addresses", post(emails::create))
        .route(
            "/v1/email_addresses/{email_address_id}",
            get(emails::get).patch(emails::update).delete(emails::delete),
        )
        .route("/v1/instance", get(instance::get))
        .route("/v1/jwks", get(jwks))
        .route(guard::PUBLIC_KEYS, get(jwks))
        .fallback(async || ApiError::not_found())
        .method_not_allowed_fallback(async || {
            ApiError::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "method_not_allowed",
                "method not allowed",
            )
        })
        .layer(from_fn_with_state(Arc::clone(state), guard::guard))
        .with_state(Arc::clone(state))
}

/// An answer with the content type that Clerk uses: exactly this one, without a charset.
pub(crate) fn answer(status: StatusCode, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

fn ok(body: &Value) -> Response {
    answer(StatusCode::OK, body.to_string())
}

async fn jwks(Shared(state): Shared<Arc<State>>) -> Answer {
    let jwks = state.keys.jwks(&state.instance_id).map_err(|error| {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        ApiError::new(status, "internal_clerk_error", error.to_string())
    })?;
    Ok(ok(&jwks))
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let agent = parts.headers.get(header::USER_AGENT).and_then(|it| it.to_str().ok());
        Ok(Self { user_agent: agent.unwrap_or_default().to_owned() })
    }
}
