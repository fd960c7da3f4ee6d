//! Who of ours is missing from Clerk's list.
//!
//! Clerk lists everybody in the order in which they were made, and so does our roster. A page
//! of the list therefore covers a stretch of time, and whom the roster has in that stretch
//! and the page has not is missing. Nobody has to be remembered for longer than a page.

use std::collections::HashSet;

use super::run::Checkpoint;
use crate::{ClerkId, ClerkUser, Found, Linked, Timestamp};

/// Most of those missing that a run keeps: far more than the brake lets go.
const MOST_ABSENT: usize = 5_000;

/// Most of those made in one instant that a run keeps. Beyond that, some may seem to be
/// missing who were listed; Clerk is asked after everybody, and will say that they are there.
const MOST_AT_ONCE: usize = 5_000;

/// A page's stretch of time: from its first instant on, and before its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) from: Timestamp,
    pub(crate) until: Timestamp,
}

/// Somebody in Clerk's list, and when they were made.
pub(crate) type Listed = (ClerkId, Timestamp);

/// The users of a page, as far as they say when they were made.
pub(crate) fn listed(page: &[ClerkUser]) -> Vec<Listed> {
    let entry = |it: &ClerkUser| it.created_at.map(|at| (it.id.clone(), Timestamp::from_clerk(at)));
    page.iter().filter_map(entry).collect()
}

impl Stretch {
    /// What a page covers that begins at `from`. Of those made in the same instant as its last user, others may
    /// follow on the next page, and so that instant belongs to the next.
    pub(crate) fn of(from: Timestamp, page: &[Listed]) -> Self {
        let last = page.iter().map(|(_, made_at)| *made_at).max();
        Self { from, until: last.unwrap_or(from).max(from) }
    }
}

/// Notes who of `ours` is missing in `stretch`, given who was listed on its page.
pub(crate) fn sweep(
    checkpoint: &mut Checkpoint,
    stretch: Stretch,
    page: &[Listed],
    ours: &Found<Linked>,
) {
    let on_page = page.iter().map(|(id, _)| id);
    let listed: HashSet<&ClerkId> = checkpoint.boundary.iter().chain(on_page).collect();
    let ids = ours.found.iter().map(|it| &it.clerk_id);
    let absent: Vec<_> = ids.filter(|it| !listed.contains(it)).cloned().collect();
    let boundary = page.iter().filter(|(_, made_at)| *made_at == stretch.until);
    let boundary: Vec<_> = boundary.map(|(id, _)| id.clone()).collect();
    if stretch.until > stretch.from {
        checkpoint.boundary = boundary;
    } else {
        let room = MOST_AT_ONCE.saturating_sub(checkpoint.boundary.len());
        checkpoint.boundary.extend(boundary.into_iter().take(room));
    }
    checkpoint.swept_until = stretch.until;
    miss(checkpoint, absent, ours.more);
}

/// Notes that `absent` are missing, and perhaps `more`.
pub(crate) fn miss(checkpoint: &mut Checkpoint, absent: Vec<ClerkId>, more: bool) {
    let room = MOST_ABSENT.saturating_sub(checkpoint.absent.len());
    checkpoint.more_absent |= more || absent.len() > room;
    checkpoint.absent.extend(absent.into_iter().take(room));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::UserId;

    fn id(number: usize) -> ClerkId {
        ClerkId::parse(format!("user_{number}")).unwrap()
    }

    fn linked(number: usize, made_at: u64) -> Linked {
        Linked {
            user_id: UserId::parse(number.to_string()).unwrap(),
            clerk_id: id(number),
            made_at: Timestamp::from_millis(made_at),
        }
    }

    /// Walks through `listed` in pages and returns who of `ours` is missing.
    fn walk(listed: &[(usize, u64)], ours: &[(usize, u64)], size: usize) -> Vec<ClerkId> {
        let mut checkpoint = Checkpoint::default();
        let entry = |&(number, at): &(usize, u64)| (id(number), Timestamp::from_millis(at));
        let users: Vec<Listed> = listed.iter().map(entry).collect();
        let mut step = |page: &[Listed], whole: Option<Stretch>| {
            let stretch = whole.unwrap_or_else(|| Stretch::of(checkpoint.swept_until, page));
            let within =
                |at: u64| (stretch.from.unsigned()..stretch.until.unsigned()).contains(&at);
            let found = ours.iter().filter(|(_, at)| within(*at));
            let found = found.map(|&(number, at)| linked(number, at)).collect();
            sweep(&mut checkpoint, stretch, page, &Found { found, more: false });
            checkpoint.clone()
        };
        let mut last = Checkpoint::default();
        for page in users.chunks(size) {
            last = step(page, None);
        }
        let rest = Stretch { from: last.swept_until, until: Timestamp::from_millis(u64::MAX) };
        step(&[], Some(rest)).absent
    }

    const TIME: u64 = 1_700_000_000_000;

    proptest! {
        #[test]
        fn whoever_is_missing_is_found_and_nobody_else(
            steps in prop::collection::vec((0_u64..3, any::<bool>(), any::<bool>()), 0..60),
            size in 1_usize..10,
        ) {
            let mut at = TIME;
            let (mut listed, mut ours, mut expected) = (Vec::new(), Vec::new(), Vec::new());
            for (number, (later, in_clerk, with_us)) in steps.into_iter().enumerate() {
                at += later;
                if in_clerk {
                    listed.push((number, at));
                }
                if with_us {
                    ours.push((number, at));
                    if !in_clerk {
                        expected.push(id(number));
                    }
                }
            }

            prop_assert_eq!(walk(&listed, &ours, size), expected);
        }
    }

    #[test]
    fn more_than_can_be_kept_is_noted() {
        let mut checkpoint = Checkpoint::default();
        let found: Vec<_> = (0..=MOST_ABSENT).map(|it| linked(it, TIME)).collect();
        let stretch =
            Stretch { from: Timestamp::default(), until: Timestamp::from_millis(TIME + 1) };

        sweep(&mut checkpoint, stretch, &[], &Found { found, more: false });

        assert_eq!((checkpoint.absent.len(), checkpoint.more_absent), (MOST_ABSENT, true));
    }
}
