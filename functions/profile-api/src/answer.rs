//! What a handler answers when all went well.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;

use crate::problem::Problem;

/// What a handler answers.
pub(crate) type Answer = Result<Response, Problem>;

/// How long anybody may keep what everybody sees.
const PUBLIC: HeaderValue = HeaderValue::from_static("public, max-age=60");

/// 200 with a view.
pub(crate) fn ok(view: &impl Serialize) -> Answer {
    json(StatusCode::OK, view)
}

/// An answer with a view.
pub(crate) fn json(status: StatusCode, view: &impl Serialize) -> Answer {
    let body = serde_json::to_vec(view).map_err(Problem::internal)?;
    Ok(text(status, Body::from(body)))
}

/// An answer with JSON that is text already.
pub(crate) fn text(status: StatusCode, body: Body) -> Response {
    let mut response = empty(status);
    *response.body_mut() = body;
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

/// An answer without a body.
pub(crate) fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// Lets caches keep an answer that is the same for everybody who sends no token.
pub(crate) fn public(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, PUBLIC);
    // Of the origin depends what the gateway adds for browsers.
    let vary = HeaderValue::from_static("Authorization, Origin");
    response.headers_mut().insert(header::VARY, vary);
    response
}

/// Says of what the answer is a version.
pub(crate) fn tagged(mut response: Response, etag: &str) -> Response {
    if let Ok(etag) = HeaderValue::try_from(etag) {
        response.headers_mut().insert(header::ETAG, etag);
    }
    response
}

/// Says where to look for what comes of it.
pub(crate) fn located(mut response: Response, location: &str) -> Response {
    if let Ok(location) = HeaderValue::try_from(location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}
