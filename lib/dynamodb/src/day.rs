//! Calendar days, by which events, runs and audit entries are listed.

use jiff::civil::Date;
use jiff::tz::Offset;
use profile_core::Timestamp;

/// The day of `time` in UTC, as `2026-01-31`. Times past the year 9999 count as its last
/// day.
pub(crate) fn day(time: Timestamp) -> String {
    date(time).to_string()
}

/// The date of `time` in UTC, with the same bound.
pub(crate) fn date(time: Timestamp) -> Date {
    let time = jiff::Timestamp::from_millisecond(time.millis()).unwrap_or(jiff::Timestamp::MAX);
    Offset::UTC.to_datetime(time).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_midnight_in_utc() {
        let of = |millis| day(Timestamp::from_millis(millis));

        assert_eq!(of(0), "1970-01-01");
        assert_eq!(of(1_767_225_599_999), "2025-12-31");
        assert_eq!(of(1_767_225_600_000), "2026-01-01");
        assert_eq!(of(u64::MAX), "9999-12-30");
    }
}
