//! What failed requests mean to the caller.
//!
//! The SDK's errors travel as causes. They name tables, codes and request ids; keys and
//! attributes are not in them, because no request asks for failed items back.

use std::error::Error;

use aws_sdk_dynamodb::config::http::HttpResponse;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use profile_core::{BoxError, StoreError};

/// A request that the store will never take.
pub(crate) fn refused(error: impl Into<BoxError>) -> StoreError {
    StoreError::Refused(error.into())
}

/// A request that failed. Whatever isn't plainly wrong with it may go well next time.
pub(crate) fn failed<E>(error: SdkError<E, HttpResponse>) -> StoreError
where
    E: ProvideErrorMetadata + Error + Send + Sync + 'static,
{
    match error.code() {
        Some("ValidationException") => refused(error),
        _ => StoreError::Unavailable(error.into()),
    }
}
