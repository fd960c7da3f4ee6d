//! What to do about a try that failed.

use std::time::Duration;

use http::StatusCode;
use profile_core::{BoxError, DirectoryError};

use crate::problem::Problem;

/// A try that failed. The variants are what happens next.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The same request may succeed soon; `error` is what remains when it doesn't.
    Passing {
        error: DirectoryError,
        /// How long Clerk asks to wait at least.
        wait: Duration,
    },
    /// The limit is used up: nobody asks anything until this has passed.
    Limited(Duration),
    /// This user was written too often: only whoever writes them waits.
    UserLimited(Duration),
    /// A newer key may be accepted.
    KeyRefused(BoxError),
    /// Asking again would change nothing.
    Lasting(DirectoryError),
}

impl Failure {
    /// Clerk was not reached, or its answer did not arrive.
    pub(crate) fn unreached(cause: impl Into<BoxError>) -> Self {
        let error = DirectoryError::Unavailable(cause.into());
        Self::Passing { error, wait: Duration::ZERO }
    }

    /// Clerk asks to come again after `wait`.
    pub(crate) fn busy(problem: Problem, wait: Duration) -> Self {
        Self::Passing { error: DirectoryError::Unavailable(problem.into()), wait }
    }

    /// The answer is not whole, or no JSON: the next one may be.
    pub(crate) fn garbled(cause: impl Into<BoxError>) -> Self {
        let error = DirectoryError::Unreadable(cause.into());
        Self::Passing { error, wait: Duration::ZERO }
    }

    /// The request is none that may be sent.
    pub(crate) fn refused(cause: impl Into<BoxError>) -> Self {
        Self::Lasting(DirectoryError::Refused(cause.into()))
    }

    /// The answer is whole, and none that Clerk documents.
    pub(crate) fn unreadable(cause: impl Into<BoxError>) -> Self {
        Self::Lasting(DirectoryError::Unreadable(cause.into()))
    }
}

impl From<Problem> for Failure {
    /// What a status means wherever it is met; where one means more, the reader of that
    /// answer says so first.
    fn from(problem: Problem) -> Self {
        match problem.status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Self::KeyRefused(problem.into()),
            StatusCode::REQUEST_TIMEOUT => Self::unreached(problem),
            it if it.is_server_error() => Self::unreached(problem),
            it if it.is_client_error() => Self::refused(problem),
            _ => Self::unreadable(problem),
        }
    }
}
