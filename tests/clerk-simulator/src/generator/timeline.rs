//! The two orders in which Clerk lists people most: by sign-up and by last change.
//!
//! Both are formulas of the index, so that the order of a million people is known without
//! sorting them: a person's *rank* is their place in that order, and ranks are evenly
//! spaced in time.

/// A time by which people are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Timeline {
    /// By sign-up.
    Created,
    /// By last change.
    Updated,
}

/// 2024-01-01, when the first person signed up.
const START: i64 = 1_704_067_200_000;

/// Milliseconds between two sign-ups.
const STEP: i64 = 30_000;

/// Within blocks of 256 people, the last to sign up is the first to change.
const BLOCK: u32 = 256;

impl Timeline {
    /// Where the person with that index stands in the order; its own inverse.
    pub(crate) const fn rank(self, index: u32) -> u32 {
        match self {
            Self::Created => index,
            Self::Updated => index ^ (BLOCK - 1),
        }
    }

    /// The time of a rank, in milliseconds.
    pub(crate) const fn time(self, rank: u32) -> i64 {
        let lag = match self {
            Self::Created => 0,
            // Nobody changes before they sign up.
            Self::Updated => BLOCK as i64 * STEP,
        };
        START + lag + rank as i64 * STEP
    }

    /// How many ranks hold all of `people`; a few of them may be nobody's.
    pub(crate) const fn ranks(self, people: u32) -> u32 {
        match self {
            Self::Created => people,
            Self::Updated => people.next_multiple_of(BLOCK),
        }
    }

    /// The lowest rank whose time is `time` or later.
    pub(crate) fn rank_at(self, time: i64) -> u32 {
        let steps = (time - self.time(0)).clamp(0, i64::from(u32::MAX) * STEP) + STEP - 1;
        u32::try_from(steps / STEP).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rank_is_found_by_its_time() {
        for timeline in [Timeline::Created, Timeline::Updated] {
            for rank in [0, 1, 255, 256, 1_000_000] {
                assert_eq!(timeline.rank_at(timeline.time(rank)), rank);
                assert_eq!(timeline.rank_at(timeline.time(rank) - 1), rank);
                assert_eq!(timeline.rank_at(timeline.time(rank) + 1), rank + 1);
            }
            assert_eq!(timeline.rank_at(i64::MAX / 2), u32::MAX);
            assert_eq!(timeline.rank_at(0), 0);
        }
    }
}
