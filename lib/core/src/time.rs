//! Points in time. This crate reads no clock: every time comes in as a value.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z, never negative.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Timestamp(u64);

impl Timestamp {
    /// A point in time from its milliseconds.
    #[must_use]
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// Reads a number of Clerk's, which is in seconds in some places and in milliseconds
    /// in others: what is below 10¹¹ (March 1973, read as milliseconds) is in seconds.
    #[must_use]
    pub const fn from_clerk(number: u64) -> Self {
        if number < 100_000_000_000 { Self(number * 1_000) } else { Self(number) }
    }

    /// Milliseconds since the epoch.
    #[must_use]
    pub const fn millis(self) -> i64 {
        // Table numbers and JSON are signed; times past the year 292 million saturate.
        if self.0 > i64::MAX as u64 { i64::MAX } else { self.0.cast_signed() }
    }

    /// Milliseconds since the epoch, as they are.
    #[must_use]
    pub const fn unsigned(self) -> u64 {
        self.0
    }

    /// The time that much later.
    #[must_use]
    pub fn after(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)))
    }

    /// The time that much earlier; the epoch if that is not so long ago.
    #[must_use]
    pub fn before(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)))
    }

    /// The time that has passed since `earlier`; zero if none has.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_milliseconds_mean_the_same() {
        assert_eq!(Timestamp::from_clerk(1_716_883_200), Timestamp::from_clerk(1_716_883_200_000));
    }

    #[test]
    fn no_number_overflows() {
        for number in [0, 99_999_999_999, 100_000_000_000, u64::MAX] {
            assert!(Timestamp::from_clerk(number).millis() >= 0);
        }
    }
}
