//! Clerk's rate limits: so many requests in any ten seconds for the instance, and so many
//! writes of one user.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

/// The documented limits, with ways to turn them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Limits {
    /// Requests that the instance takes per window; `null` for any number. Clerk: 1000 in
    /// production, 100 in development.
    pub requests: Option<u32>,
    /// `PATCH /users/{id}` and writes of its metadata per window and user; `null` for any number.
    pub writes_per_user: Option<u32>,
    /// How long the window is, in milliseconds. Clerk: 10 seconds.
    pub window_ms: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { requests: Some(1_000), writes_per_user: Some(10), window_ms: 10_000 }
    }
}

/// Counts what was let through.
#[derive(Debug, Default)]
pub(crate) struct Limiter {
    limits: Limits,
    requests: Window,
    writes: HashMap<String, Window>,
}

/// When something was let through lately.
#[derive(Debug, Default)]
struct Window(VecDeque<Instant>);

/// How many users' windows are kept before the empty ones are thrown away.
const MOST_WINDOWS: usize = 4_096;

impl Limiter {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }

    pub(crate) const fn limits(&self) -> Limits {
        self.limits
    }

    /// Lets a request through, or says for how many seconds none will be.
    ///
    /// `writes_user` is the user whose own limit the request counts for as well.
    pub(crate) fn admit(&mut self, writes_user: Option<&str>, now: Instant) -> Result<(), u64> {
        let window = Duration::from_millis(self.limits.window_ms.into());
        self.requests.check(self.limits.requests, window, now)?;
        if let (Some(user), Some(_)) = (writes_user, self.limits.writes_per_user) {
            if self.writes.len() > MOST_WINDOWS {
                self.writes.retain(|_, it| !it.is_empty(window, now));
            }
            let writes = self.writes.entry(user.to_owned()).or_default();
            writes.check(self.limits.writes_per_user, window, now)?;
            writes.0.push_back(now);
        }
        if self.limits.requests.is_some() {
            self.requests.0.push_back(now);
        }
        Ok(())
    }
}

impl Window {
    fn check(&mut self, most: Option<u32>, window: Duration, now: Instant) -> Result<(), u64> {
        while self.0.front().is_some_and(|it| now.duration_since(*it) >= window) {
            self.0.pop_front();
        }
        match (most, self.0.front()) {
            (Some(0), _) => Err(seconds(window)),
            (Some(most), Some(first)) if self.0.len() >= most as usize => {
                Err(seconds((*first + window).duration_since(now)))
            }
            _ => Ok(()),
        }
    }

    fn is_empty(&self, window: Duration, now: Instant) -> bool {
        self.0.back().is_none_or(|it| now.duration_since(*it) >= window)
    }
}

/// Whole seconds, rounded up, as `Retry-After` has them.
fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn limiter(requests: u32, writes_per_user: u32) -> Limiter {
        let limits = Limits {
            requests: Some(requests),
            writes_per_user: Some(writes_per_user),
            ..Limits::default()
        };
        Limiter::new(limits)
    }

    #[test]
    fn no_ten_seconds_see_more_than_the_limit() {
        let (mut limiter, start) = (limiter(2, 10), Instant::now());

        assert_eq!(limiter.admit(None, start), Ok(()));
        assert_eq!(limiter.admit(None, start + 6 * SECOND), Ok(()));
        assert_eq!(limiter.admit(None, start + 7 * SECOND), Err(3));
        assert_eq!(limiter.admit(None, start + 10 * SECOND), Ok(()));
        assert_eq!(limiter.admit(None, start + 11 * SECOND), Err(5));
    }

    #[test]
    fn a_user_has_a_limit_of_their_own() {
        let (mut limiter, start) = (limiter(100, 1), Instant::now());

        assert_eq!(limiter.admit(Some("user_1"), start), Ok(()));
        assert_eq!(limiter.admit(Some("user_1"), start + SECOND), Err(9));
        assert_eq!(limiter.admit(Some("user_2"), start + SECOND), Ok(()));
        assert_eq!(limiter.admit(None, start + SECOND), Ok(()));
    }

    #[test]
    fn a_limit_of_none_lets_everything_through() {
        let limits = Limits { requests: None, writes_per_user: None, ..Limits::default() };
        let (mut limiter, start) = (Limiter::new(limits), Instant::now());
        assert!((0..5_000).all(|_| limiter.admit(Some("user_1"), start).is_ok()));
    }
}
