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

/// The last millisecond of a date, in UTC.
pub(crate) fn end_of(date: Date) -> Timestamp {
    let end = Offset::UTC.to_timestamp(date.at(23, 59, 59, 999_000_000));
    let millis = end.map_or(i64::MAX, jiff::Timestamp::as_millisecond);
    Timestamp::from_millis(u64::try_from(millis).unwrap_or_default())
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

    #[test]
    fn and_its_last_millisecond_is_before_that() {
        let end = |millis| end_of(date(Timestamp::from_millis(millis))).unsigned();

        assert_eq!(end(0), 86_399_999);
        assert_eq!(end(1_767_225_599_999), 1_767_225_599_999);
        assert_eq!(end(1_767_225_600_000), 1_767_311_999_999);
        assert_eq!(end(u64::MAX), i64::MAX.unsigned_abs(), "the last day goes on");
    }
}
