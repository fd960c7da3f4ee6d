//! The clock of the machine.

use std::time::{Duration, SystemTime};

use profile_core::{Clock, Timestamp};

/// Longest pause between two attempts.
const LONGEST: Duration = Duration::from_secs(1);
/// Upper bound of the first pause; it doubles with each attempt.
const FIRST: Duration = Duration::from_millis(20);

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the place where the clock is read")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
    }

    /// Anything from nothing to the bound: "full jitter" spreads rivals best.
    async fn pause(&self, attempt: u32) {
        let bound = FIRST.saturating_mul(1 << attempt.saturating_sub(1).min(10)).min(LONGEST);
        tokio::time::sleep(bound.mul_f64(fastrand::f64())).await;
    }
}
