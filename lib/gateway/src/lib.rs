//! API Gateway's events as HTTP requests, and answers as it takes them (HTTP API, payload 2.0).
//!
//! By hand, in place of `lambda_http`: that panics at a query with a space or a `<` in it, at a
//! `Host` that is none and at base64 that is none, refuses the whole event for one odd header,
//! and follows `..` and backslashes in a path to another route. All but the base64 is anybody's
//! to send, and each is an error that rings an alarm. What can't be part of a request is escaped
//! or left out here, and a path is what it is.
//!
//! **Invariant:** whatever a request holds, there is an answer. Only what is no event of API
//! Gateway's at all is an error.

mod event;
mod reply;
mod request;

use std::convert::Infallible;

use bytes::Bytes;
use http::{Request, Response};
use lambda_runtime::LambdaEvent;

pub use event::Event;
pub use reply::Reply;

/// What API Gateway and Lambda say of a request beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// API Gateway's id of the request.
    pub request_id: String,
    /// The address that it came from, as API Gateway saw it; a header could say anything.
    pub source_ip: Option<String>,
    /// What sent it, by its own word.
    pub user_agent: Option<String>,
    /// The tracing header that belongs to it.
    pub trace: Option<String>,
}

/// Answers one request. Its body is the very bytes that were sent, whether they came as text or
/// as base64.
///
/// # Errors
///
/// None: every failure is an answer.
pub async fn serve<A: Future<Output = Response<Bytes>>>(
    event: LambdaEvent<Event>,
    answer: impl FnOnce(Request<Bytes>, Arrival) -> A,
) -> Result<Reply, Infallible> {
    let (request, arrival) = event.payload.into_request(event.context.xray_trace_id);
    Ok(Reply::from(answer(request, arrival).await))
}
