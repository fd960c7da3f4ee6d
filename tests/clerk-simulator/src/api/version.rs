//! Which version of the API a request is for.

use axum::http::HeaderMap;

use super::error::ApiError;
use crate::query::Parameters;

/// The published versions, oldest first. ISO dates compare as texts.
const KNOWN: [&str; 6] =
    ["2021-02-05", "2024-10-01", "2025-03-12", "2025-04-10", "2025-11-10", "2026-05-12"];

/// A published version of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version(&'static str);

impl Version {
    /// Since this one, `PATCH /users/{id}` refuses metadata.
    pub(super) const METADATA_APART: Self = Self("2026-05-12");

    /// The version that the header or the query names; the newest when neither does.
    pub(super) fn read(headers: &HeaderMap, query: Option<&str>) -> Result<Self, ApiError> {
        let refuse = |message| Err(ApiError::unreadable("api_version_invalid", message));
        let parameters = Parameters::read(query);
        let header = headers.get("clerk-api-version").map(|it| it.to_str().unwrap_or_default());
        let named = match (header, parameters.first("__clerk_api_version")) {
            (Some(_), Some(_)) => return refuse("the API version is given twice"),
            (Some(named), None) | (None, Some(named)) => named,
            (None, None) => return Ok(Self::METADATA_APART),
        };
        match KNOWN.iter().find(|it| **it == named) {
            Some(version) => Ok(Self(version)),
            None => refuse("the API version is not a known one"),
        }
    }
}
