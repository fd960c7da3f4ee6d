//! Ports: the queue between receiving and processing.

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

/// How many messages there are: about, for a queue of many parts never counts itself whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueDepth {
    /// Those that wait for a processor.
    pub waiting: u64,
    /// Those that a processor has, and those that failed and wait to be tried again.
    pub in_flight: u64,
    /// Those that can't be taken yet.
    pub delayed: u64,
    /// Those that failed every try, and wait for somebody to look.
    pub dead_letters: u64,
}

/// Counts what is on the queue, and what fell off it.
pub trait Backlog: Sync {
    /// How many messages there are now; it may be a minute old.
    fn depth(&self) -> impl Future<Output = Result<QueueDepth, QueueError>> + Send;
}

/// The queue did not do what it was asked, or did not say so in time.
#[derive(Debug, thiserror::Error)]
#[error("queue is unavailable")]
pub struct QueueError(#[source] pub BoxError);
