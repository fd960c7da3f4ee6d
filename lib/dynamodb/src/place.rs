//! Where a user stands on the roster.

use profile_core::{Timestamp, User};

use crate::day::date;

/// Partition of the `Roster` index for imported users without a Clerk id.
pub(crate) const UNLINKED: &str = "UNLINKED";

/// Partition for linked users of whom Clerk has not yet said when it made them.
pub(crate) const UNPLACED: &str = "UNPLACED";

/// The months that have partitions, counted from the year 0. Whoever was made before counts
/// to the first and whoever after to the last, so that no walk meets more than a thousand.
const FIRST: i32 = 2018 * 12;
const LAST: i32 = 2100 * 12 - 1;

/// Partition and sort key of a user in the `Roster` index; `None` for the deleted.
pub(crate) fn place(user: &User) -> Option<(String, Timestamp)> {
    match (&user.clerk_id, user.clerk_created_at) {
        _ if user.is_deleted() => None,
        (None, _) => Some((UNLINKED.to_owned(), user.created_at)),
        (Some(_), None) => Some((UNPLACED.to_owned(), user.created_at)),
        (Some(_), Some(made_at)) => Some((name(number(made_at)), made_at)),
    }
}

/// The partitions of those whom Clerk made from `first` to `last`, in order.
pub(crate) fn months(first: Timestamp, last: Timestamp) -> impl Iterator<Item = String> + Send {
    (number(first)..=number(last)).map(name)
}

fn number(time: Timestamp) -> i32 {
    let date = date(time);
    let months = i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
    months.clamp(FIRST, LAST)
}

fn name(month: i32) -> String {
    format!("{}-{:02}", month / 12, month % 12 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(first: u64, last: u64) -> Vec<String> {
        months(Timestamp::from_millis(first), Timestamp::from_millis(last)).collect()
    }

    #[test]
    fn a_month_ends_at_midnight_in_utc() {
        assert_eq!(names(1_767_225_599_999, 1_767_225_599_999), ["2025-12"]);
        assert_eq!(names(1_767_225_599_999, 1_767_225_600_000), ["2025-12", "2026-01"]);
        assert_eq!(names(1_767_225_600_000, 1_767_225_599_999), [""; 0]);
    }

    #[test]
    fn every_time_has_its_month_and_they_are_few() {
        assert_eq!(names(0, 0), ["2018-01"]);
        assert_eq!(names(u64::MAX, u64::MAX), ["2099-12"]);
        assert_eq!(names(0, u64::MAX).len(), 82 * 12);
        assert!(names(0, u64::MAX).is_sorted());
    }
}
