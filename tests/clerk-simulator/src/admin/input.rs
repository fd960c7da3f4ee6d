//! Reads what an admin request brings.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;

use super::AdminError;

/// A JSON body of that type; no body is an empty object.
#[derive(Debug)]
pub(super) struct Input<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Input<T> {
    type Rejection = AdminError;

    async fn from_request(request: Request, state: &S) -> Result<Self, AdminError> {
        // Nesting has taken the prefix off.
        let what = format!("{} /_simulator{}", request.method(), request.uri().path());
        let bytes = Bytes::from_request(request, state).await;
        let bytes =
            bytes.map_err(|_| AdminError::bad("the body can't be read, or is over 2 MB"))?;
        let text: &[u8] = if bytes.is_empty() { b"{}" } else { &bytes };
        serde_json::from_slice(text).map(Self).map_err(|error| {
            AdminError::bad(format!("the body isn't what {what} takes (see the README): {error}"))
        })
    }
}
