//! Under Clerk's limit: when the next request may go.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use profile_core::DirectoryError;
use tokio::time::{Instant, sleep_until, timeout_at};

/// The time that Clerk counts requests over.
/// Source: <https://clerk.com/docs/guides/how-clerk-works/system-limits>.
const WINDOW: Duration = Duration::from_secs(10);
/// Fewest requests of a share: with one in 10 seconds, the second would come after anybody
/// has stopped waiting.
const SMALLEST_SHARE: u32 = 10;
/// Longest time that one 429 may stop a client: a mistaken header mustn't stop it for days.
const LONGEST_BLOCK: Duration = Duration::from_mins(10);

/// How many requests a client may make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// In any 10 seconds; at least 1.
    requests: u32,
}

impl RateLimit {
    /// `percent` (1 to 100) of the `requests` that Clerk allows its instance in 10 seconds,
    /// but no fewer than 10, or than all where there are fewer; 1 at least.
    #[must_use]
    pub fn share(requests: u32, percent: u8) -> Self {
        let share = u64::from(requests) * u64::from(percent.min(100)) / 100;
        let share = u32::try_from(share).unwrap_or(u32::MAX);
        Self { requests: share.max(SMALLEST_SHARE).min(requests).max(1) }
    }

    /// How many requests may go at once. What may go at once can't go steadily too, so it is
    /// a twentieth, half a second's worth, and never more than 10.
    fn burst(self) -> u32 {
        (self.requests / 20).clamp(1, 10)
    }

    /// The time from one request to the next when they go steadily. With the burst, any 10
    /// seconds hold no more than the limit.
    fn interval(self) -> Duration {
        WINDOW / (self.requests - self.burst()).max(1)
    }
}

/// Lets requests through one by one, in the order in which they came.
#[derive(Debug)]
pub(crate) struct Pace {
    interval: Duration,
    /// How far ahead of a steady pace requests may be.
    lead: Duration,
    /// When the next request would go at a steady pace. Whoever holds it is next, and the
    /// others queue behind: this lock is fair.
    next: tokio::sync::Mutex<Instant>,
    blocked_until: Mutex<Instant>,
}

impl Pace {
    pub(crate) fn new(limit: RateLimit) -> Self {
        let interval = limit.interval();
        let now = Instant::now();
        Self {
            interval,
            lead: interval * (limit.burst() - 1),
            next: tokio::sync::Mutex::new(now),
            blocked_until: Mutex::new(now),
        }
    }

    /// Waits for the turn of a request; gives up at once when it comes after `deadline`.
    pub(crate) async fn turn(&self, deadline: Instant) -> Result<(), DirectoryError> {
        self.worth_waiting(*self.blocked_until(), deadline)?;
        let queue = timeout_at(deadline, self.next.lock()).await;
        let mut next = queue.map_err(|_| DirectoryError::Limited { wait: self.interval })?;
        loop {
            let now = Instant::now();
            let early = next.saturating_duration_since(now).saturating_sub(self.lead);
            let free_at = (now + early).max(*self.blocked_until());
            if free_at <= now {
                *next = now.max(*next) + self.interval;
                return Ok(());
            }
            self.worth_waiting(free_at, deadline)?;
            sleep_until(free_at).await;
        }
    }

    /// Lets nobody through for that long.
    pub(crate) fn block(&self, wait: Duration) {
        let until = Instant::now() + wait.min(LONGEST_BLOCK);
        let mut blocked_until = self.blocked_until();
        *blocked_until = until.max(*blocked_until);
    }

    fn worth_waiting(&self, until: Instant, deadline: Instant) -> Result<(), DirectoryError> {
        if until <= deadline {
            return Ok(());
        }
        let wait = until.saturating_duration_since(Instant::now()).max(self.interval);
        Err(DirectoryError::Limited { wait })
    }

    fn blocked_until(&self) -> MutexGuard<'_, Instant> {
        self.blocked_until.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;
    use tokio::task::JoinSet;
    use tokio::time::{advance, sleep};

    use super::*;

    const LONG: Duration = Duration::from_secs(100_000);

    fn pace(requests: u32) -> Arc<Pace> {
        Arc::new(Pace::new(RateLimit::share(requests, 100)))
    }

    /// When each of a crowd's requests goes, in seconds since the start, in the order in
    /// which they came; `gaps` lie before each.
    async fn turns(pace: &Arc<Pace>, gaps: &[Duration]) -> Vec<Instant> {
        let mut crowd = JoinSet::new();
        for (number, gap) in gaps.iter().enumerate() {
            if !gap.is_zero() {
                sleep(*gap).await;
            }
            let pace = Arc::clone(pace);
            crowd.spawn(async move {
                pace.turn(Instant::now() + LONG).await.unwrap();
                (number, Instant::now())
            });
            tokio::task::yield_now().await;
        }
        let mut turns = crowd.join_all().await;
        turns.sort_unstable();
        turns.into_iter().map(|(_, at)| at).collect()
    }

    fn paused<T>(work: impl Future<Output = T>) -> T {
        let builder = &mut tokio::runtime::Builder::new_current_thread();
        builder.enable_time().start_paused(true).build().unwrap().block_on(work)
    }

    #[test]
    fn a_share_is_never_less_than_ten_requests_nor_more_than_all() {
        for (requests, percent, share) in [
            (1000, 50, 500),
            (1000, 2, 20),
            (1000, 0, 10),
            (100, 2, 10),
            (10, 2, 10),
            (7, 2, 7),
            (7, 255, 7),
            (0, 0, 1),
        ] {
            assert_eq!(RateLimit::share(requests, percent), RateLimit { requests: share });
        }
        assert_eq!(RateLimit::share(u32::MAX, 100), RateLimit { requests: u32::MAX });
    }

    #[tokio::test(start_paused = true)]
    async fn a_crowd_goes_nearly_as_fast_as_the_limit_allows() {
        for requests in [20, 50, 100, 500, 1000] {
            let count = 3 * requests as usize;
            let start = Instant::now();

            let turns = turns(&pace(requests), &vec![Duration::ZERO; count]).await;

            let took = turns[count - 1] - start;
            assert!(took < Duration::from_secs_f64(30.0 * 1.06), "{requests}: {took:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn those_who_came_first_go_first() {
        let turns = turns(&pace(100), &[Duration::ZERO; 50]).await;

        assert!(turns.is_sorted());
    }

    #[tokio::test(start_paused = true)]
    async fn a_block_stops_those_who_wait_too_and_keeps_the_pace_afterwards() {
        let pace = pace(100);
        let start = Instant::now();
        let blocker = Arc::clone(&pace);
        let block = tokio::spawn(async move {
            sleep(Duration::from_secs(1)).await;
            blocker.block(Duration::from_secs(7));
            blocker.block(Duration::from_secs(1));
        });

        let turns = turns(&pace, &[Duration::ZERO; 100]).await;

        block.await.unwrap();
        let seconds: Vec<_> = turns.iter().map(|it| (*it - start).as_secs()).collect();
        assert!(seconds.iter().all(|it| *it < 1 || *it >= 8), "{seconds:?}");
        assert!(seconds.iter().filter(|it| **it == 8).count() <= 15, "{seconds:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_turn_after_the_deadline_is_not_waited_for_and_not_taken() {
        let pace = pace(10);
        let start = Instant::now();
        pace.turn(start).await.unwrap();
        pace.block(Duration::from_secs(5));

        let early = pace.turn(start + Duration::from_secs(4)).await;

        assert!(matches!(early, Err(DirectoryError::Limited { wait }) if wait.as_secs() == 5));
        assert_eq!(Instant::now(), start, "nothing was waited for");
        pace.turn(start + Duration::from_secs(5)).await.unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn who_waits_in_the_queue_too_long_gives_up() {
        let pace = pace(1);
        pace.turn(Instant::now()).await.unwrap();
        let first = tokio::spawn({
            let pace = Arc::clone(&pace);
            async move { pace.turn(Instant::now() + LONG).await }
        });
        tokio::task::yield_now().await;

        let second = pace.turn(Instant::now() + Duration::from_secs(3)).await;

        assert!(matches!(second, Err(DirectoryError::Limited { .. })));
        first.await.unwrap().unwrap();
    }

    #[tokio::test(start_paused = true)]
    async fn who_stops_waiting_takes_no_turn() {
        let pace = pace(1);
        pace.turn(Instant::now()).await.unwrap();
        let start = Instant::now();

        let given_up = tokio::time::timeout(Duration::from_secs(3), pace.turn(start + LONG)).await;

        assert!(given_up.is_err());
        pace.turn(start + LONG).await.unwrap();
        assert_eq!((Instant::now() - start).as_secs(), 10);
    }

    #[tokio::test(start_paused = true)]
    async fn a_mistaken_header_does_not_stop_a_client_for_days() {
        let pace = pace(1000);
        pace.block(Duration::MAX);

        advance(LONGEST_BLOCK).await;

        pace.turn(Instant::now()).await.unwrap();
    }

    proptest! {
        #[test]
        fn no_ten_seconds_hold_more_than_the_limit(
            requests in 1..300_u32,
            gaps in proptest::collection::vec(
                prop_oneof![8 => Just(0), 2 => 0..200_u64, 1 => 0..20_000_u64], 1..400,
            ),
        ) {
            let gaps: Vec<_> = gaps.into_iter().map(Duration::from_millis).collect();

            let mut turns = paused(async { turns(&pace(requests), &gaps).await });

            turns.sort_unstable();
            for (at, first) in turns.iter().enumerate() {
                let window = turns[at..].iter().take_while(|it| **it - *first < WINDOW).count();
                prop_assert!(window <= requests as usize, "{window} in 10 s");
            }
        }
    }
}
