//! Port: the queue between receiving and processing.

use crate::BoxError;

/// Takes events for processing.
pub trait EventQueue: Sync {
    /// Puts `body` on the queue; it is safe there once this returns. `trace` is the
    /// tracing header of the request that brought it, so that its way can be followed.
    fn enqueue(
        &self,
        body: String,
        trace: Option<&str>,
    ) -> impl Future<Output = Result<(), QueueError>> + Send;
}

/// The queue did not take the message, or did not say so in time.
#[derive(Debug, thiserror::Error)]
#[error("queue is unavailable")]
pub struct QueueError(#[source] pub BoxError);
