//! Problems (RFC 9457).

use profile_core::Fault;
use serde::Serialize;
use utoipa::ToSchema;

use super::name::{FaultName, ProblemName};
use crate::problem::Kind;
use crate::query::QueryFault;

/// What is wrong, for programs by its type, for people in words.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProblemView {
    /// What is wrong.
    #[serde(rename = "type")]
    #[schema(value_type = ProblemName)]
    kind: &'static str,
    /// The type in words.
    #[schema(example = "not found")]
    title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599, example = 404)]
    status: u16,
    /// What to do about it.
    #[schema(example = "there is nothing here")]
    detail: String,
    /// The request's id: whoever runs the platform finds the request by it.
    #[schema(example = "JKJaXmPLvHcESHA=")]
    request_id: String,
    /// Everything that is wrong with a body or a query.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(crate) errors: Option<Vec<Flaw>>,
    /// The profile's version as it is now, of `stale`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(crate) current: Option<u64>,
    /// What Clerk's helper in the browser understands, of `reverification_required`.
    #[serde(rename = "clerk_error", skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(crate) clerk_error: Option<ClerkError>,
}

/// What is wrong in one place of a body or a query.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProblemError)]
pub(crate) struct Flaw {
    /// The place in the body, as a JSON pointer (RFC 6901); empty for the whole of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "/headline")]
    pointer: Option<String>,
    /// The query's parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    parameter: Option<String>,
    /// In what way a field of the body is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = FaultName, required = false)]
    code: Option<&'static str>,
    /// What would be right.
    #[schema(example = "1 to 120 characters, in one line")]
    detail: String,
}

/// An error in the words of Clerk's SDKs: their `useReverification` lets the user sign in
/// again, and repeats the request.
///
/// Source: <https://clerk.com/docs/guides/secure/reverification>.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClerkError)]
pub(crate) struct ClerkError {
    /// `forbidden`.
    #[serde(rename = "type")]
    #[schema(example = "forbidden")]
    kind: &'static str,
    /// `reverification-error`.
    #[schema(example = "reverification-error")]
    reason: &'static str,
    /// What is required.
    metadata: ClerkMetadata,
}

/// What Clerk is told to require.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClerkErrorMetadata)]
struct ClerkMetadata {
    /// Which factor, and how recently.
    reverification: Reverification,
}

/// Which factor has to be proved, and how recently.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Reverification)]
#[serde(rename_all = "camelCase")]
struct Reverification {
    /// `first_factor`.
    #[schema(example = "first_factor")]
    level: &'static str,
    /// How many minutes ago at most.
    #[schema(example = 10)]
    after_minutes: u64,
}

impl ProblemView {
    /// A problem without what only some have.
    pub(crate) fn new(status: u16, kind: Kind, detail: String, request_id: &str) -> Self {
        Self {
            kind: kind.urn(),
            title: kind.name().replace('_', " "),
            status,
            detail,
            request_id: request_id.to_owned(),
            errors: None,
            current: None,
            clerk_error: None,
        }
    }
}

impl Flaw {
    /// What is wrong with a field of the body.
    pub(crate) fn of_field(fault: &Fault) -> Self {
        let Fault { pointer, kind, detail } = fault.clone();
        Self { pointer: Some(pointer), parameter: None, code: Some(kind.name()), detail }
    }

    /// What is wrong with a parameter of the query.
    pub(crate) fn of_parameter(fault: &QueryFault) -> Self {
        let QueryFault { parameter, detail } = fault.clone();
        Self { pointer: None, parameter: Some(parameter), code: None, detail: detail.to_owned() }
    }
}

impl ClerkError {
    /// That the first factor has to be proved within so many minutes.
    pub(crate) fn reverification(minutes: u64) -> Self {
        let reverification = Reverification { level: "first_factor", after_minutes: minutes };
        Self {
            kind: "forbidden",
            reason: "reverification-error",
            metadata: ClerkMetadata { reverification },
        }
    }
}
