//! Bodies: JSON, of a size and a form that leave nothing to guess.

mod strict;

use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use http::{HeaderMap, header};
use serde_json::Value;

use crate::problem::Problem;

/// Largest body that is read, in bytes.
pub(crate) const LARGEST_BODY: usize = 128 << 10;

const JSON: &str = "application/json";
const MERGE_PATCH: &str = "application/merge-patch+json";

/// Reads a body as JSON.
pub(crate) async fn json(request: Request) -> Result<Value, Problem> {
    if media_type(request.headers()).as_deref() != Some(JSON) {
        return Err(Problem::UnsupportedMediaType);
    }
    read(request).await
}

/// Reads a body as a merge patch (RFC 7396), which may also be called plain JSON.
pub(crate) async fn merge_patch(request: Request) -> Result<Value, Problem> {
    let media_type = media_type(request.headers());
    if !matches!(media_type.as_deref(), Some(JSON | MERGE_PATCH)) {
        return Err(Problem::UnsupportedPatch);
    }
    read(request).await
}

/// The type of the body, without parameters: JSON is UTF-8, whatever `charset` says.
fn media_type(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let media_type = value.split(';').next().unwrap_or_default();
    Some(media_type.trim().to_ascii_lowercase())
}

async fn read(request: Request) -> Result<Value, Problem> {
    let encoding = request.headers().get(header::CONTENT_ENCODING);
    if encoding.is_some_and(|it| it != "identity") {
        return Err(Problem::InvalidJson("send the body as it is, not compressed".to_owned()));
    }
    // The one way in which reading a body that is in memory can fail.
    let body: Bytes =
        to_bytes(request.into_body(), LARGEST_BODY).await.map_err(|_| Problem::TooLarge)?;
    strict::read(&body).map_err(|error| Problem::InvalidJson(error.to_string()))
}
