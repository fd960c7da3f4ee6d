//! What can go wrong with a request, and what it is answered with (RFC 9457).
//!
//! A handler returns a [`Problem`] and nothing else of it; `finish` makes the answer. To add
//! one: a variant, its line in `parts`, its name in `kind`, and its sample in
//! `openapi/failure.rs`, where the kinds of routes list their problems.

mod cause;
mod kind;

use std::error::Error;
use std::sync::Arc;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};
use profile_core::Fault;

pub(crate) use self::kind::Kind;
use crate::body::LARGEST_BODY;
use crate::query::QueryFault;
use crate::view::problem::{self as view, ProblemView};

/// RFC 5789, section 3.1.
const ACCEPT_PATCH: HeaderName = HeaderName::from_static("accept-patch");
const PATCHES: &str = "application/merge-patch+json, application/json";
const JSON: &str = "application/json";

/// Why something failed that is not the client's doing; for the log alone.
type Cause = Arc<dyn Error + Send + Sync>;

/// What is wrong with a request, or with what it takes to answer it.
#[derive(Clone, Debug)]
pub(crate) enum Problem {
    /// There is nothing there, or nothing that this caller may know of.
    NotFound,
    /// There is something there, but not with this method.
    MethodNotAllowed,
    /// There is no token.
    SignedOut,
    /// There is a token, and it is not believed. The text says what to do.
    BadToken(String),
    /// The caller's roles don't allow it.
    Forbidden,
    /// The caller is suspended.
    AccountSuspended,
    /// The caller was deleted.
    AccountDeleted,
    /// Somebody acts as the caller, and may only look.
    ImpersonationReadOnly,
    /// The caller must prove their first factor anew: it is more than so many minutes ago.
    ReverificationRequired(u64),
    /// What the edit depends on is not said.
    PreconditionRequired,
    /// The profile is not what the editor saw: its `ETag` and its version as they are now.
    Stale(String, u64),
    /// Somebody else has the slug.
    SlugTaken,
    /// The user was deleted, and a tombstone never changes.
    Deleted,
    /// Only a failed event can be retried.
    NotFailed,
    /// What came of the event can't be queued again.
    EventUnreadable,
    /// The body isn't called JSON.
    UnsupportedMediaType,
    /// The body is called neither a merge patch nor JSON.
    UnsupportedPatch,
    /// The body is too large.
    TooLarge,
    /// The body is not JSON, or not unambiguous. The text says where.
    InvalidJson(String),
    /// Fields of the body are wrong.
    InvalidFields(Vec<Fault>),
    /// Parts of the query are wrong.
    InvalidQuery(Vec<QueryFault>),
    /// Others kept changing the same record.
    Busy,
    /// Something that is needed doesn't answer now. It may after so many seconds.
    Unavailable(u64, Cause),
    /// Something is broken here.
    Internal(Cause),
}

/// How a problem is told: HTTP status, kind, and what to do about it.
struct Parts(u16, Kind, String);

impl Problem {
    fn parts(&self) -> Parts {
        let (status, kind, detail) = match self {
            Self::NotFound => (404, Kind::NotFound, "there is nothing here"),
            Self::MethodNotAllowed => (405, Kind::MethodNotAllowed, "Allow lists what is allowed"),
            Self::SignedOut => {
                (401, Kind::SignedOut, "send a session token: Authorization: Bearer <token>")
            }
            Self::BadToken(detail) => (401, Kind::BadToken, detail.as_str()),
            Self::Forbidden => (403, Kind::Forbidden, "this is not yours to see or do"),
            Self::AccountSuspended => (403, Kind::AccountSuspended, "the account is suspended"),
            Self::AccountDeleted => (403, Kind::AccountDeleted, "the account was deleted"),
            Self::ImpersonationReadOnly => {
                (403, Kind::ImpersonationReadOnly, "who acts as somebody else may only look")
            }
            Self::ReverificationRequired(_) => {
                (403, Kind::ReverificationRequired, "sign in again, and then try again")
            }
            Self::PreconditionRequired => {
                (428, Kind::PreconditionRequired, "send the ETag that you saw as If-Match, or *")
            }
            Self::Stale(..) => (
                412,
                Kind::Stale,
                "the profile has changed since you saw it, or If-Match holds no tag of it: \
                 look again, then edit with the ETag as it came",
            ),
            Self::SlugTaken => (409, Kind::SlugTaken, "somebody else has this slug"),
            Self::Deleted => (409, Kind::Deleted, "the user was deleted"),
            Self::NotFailed => (409, Kind::NotFailed, "only a failed event can be retried"),
            Self::EventUnreadable => {
                (409, Kind::EventUnreadable, "what came is not an event that can be queued again")
            }
            Self::UnsupportedMediaType => {
                (415, Kind::UnsupportedMediaType, "send JSON, as application/json")
            }
            Self::UnsupportedPatch => (
                415,
                Kind::UnsupportedMediaType,
                "send a merge patch, as application/merge-patch+json or application/json",
            ),
            Self::TooLarge => return too_large(),
            Self::InvalidJson(detail) => (400, Kind::InvalidJson, detail.as_str()),
            Self::InvalidFields(_) => {
                (422, Kind::InvalidFields, "fields of the body are wrong: errors names each")
            }
            Self::InvalidQuery(_) => {
                (422, Kind::InvalidQuery, "parameters are wrong: errors names each")
            }
            Self::Busy => (503, Kind::Busy, "others are changing the same record: try again"),
            Self::Unavailable(..) => (503, Kind::Unavailable, "try again in a moment"),
            Self::Internal(_) => (500, Kind::Internal, "this is our mistake, and it is logged"),
        };
        Parts(status, kind, detail.to_owned())
    }

    /// The problem's name: the end of its type, and the reason in logs and metrics.
    pub(crate) fn name(&self) -> &'static str {
        self.parts().1.name()
    }

    /// Why, when it is not the client's doing.
    pub(crate) fn cause(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        match self {
            Self::Unavailable(_, cause) | Self::Internal(cause) => Some(&**cause),
            _ => None,
        }
    }

    /// The status.
    pub(crate) fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.parts().0).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// What the client is told.
    pub(crate) fn view(&self, request_id: &str) -> ProblemView {
        let Parts(status, kind, detail) = self.parts();
        let mut view = ProblemView::new(status, kind, detail, request_id);
        match self {
            Self::InvalidFields(faults) => {
                view.errors = Some(faults.iter().map(view::Flaw::of_field).collect());
            }
            Self::InvalidQuery(faults) => {
                view.errors = Some(faults.iter().map(view::Flaw::of_parameter).collect());
            }
            Self::Stale(_, current) => view.current = Some(*current),
            Self::ReverificationRequired(minutes) => {
                view.clerk_error = Some(view::ClerkError::reverification(*minutes));
            }
            _ => {}
        }
        view
    }

    /// The headers that belong to it.
    pub(crate) fn headers(&self) -> Vec<(HeaderName, HeaderValue)> {
        let fixed = HeaderValue::from_static;
        match self {
            Self::SignedOut => vec![(header::WWW_AUTHENTICATE, fixed("Bearer"))],
            Self::BadToken(_) => {
                vec![(header::WWW_AUTHENTICATE, fixed("Bearer error=\"invalid_token\""))]
            }
            Self::Stale(etag, _) => {
                HeaderValue::try_from(etag).ok().map(|it| (header::ETAG, it)).into_iter().collect()
            }
            Self::UnsupportedMediaType => vec![(header::ACCEPT, fixed(JSON))],
            Self::UnsupportedPatch => vec![(ACCEPT_PATCH, fixed(PATCHES))],
            Self::Busy => vec![(header::RETRY_AFTER, fixed("1"))],
            Self::Unavailable(seconds, _) => vec![(header::RETRY_AFTER, (*seconds).into())],
            _ => Vec::new(),
        }
    }

    /// Something is broken here.
    pub(crate) fn internal(cause: impl Error + Send + Sync + 'static) -> Self {
        Self::Internal(Arc::new(cause))
    }

    /// Something that is needed doesn't answer now.
    pub(crate) fn unavailable(cause: impl Error + Send + Sync + 'static) -> Self {
        Self::Unavailable(1, Arc::new(cause))
    }
}

fn too_large() -> Parts {
    Parts(413, Kind::TooLarge, format!("a body has at most {LARGEST_BODY} bytes"))
}

/// Carries the problem to `finish`, which makes the answer of it.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status();
        response.extensions_mut().insert(self);
        response
    }
}
