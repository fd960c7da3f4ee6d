//! Port: time.

use crate::Timestamp;

/// Tells the time and lets it pass.
pub trait Clock: Sync {
    /// The time now.
    fn now(&self) -> Timestamp;

    /// Waits before attempt number `attempt` (1 for the second try), long enough and with
    /// enough jitter that rivals for one record get out of each other's way.
    fn pause(&self, attempt: u32) -> impl Future<Output = ()> + Send;
}
