//! Waiting, within bounds.

use std::time::{Duration, Instant};

/// How long something may take that happens at once when all goes well.
pub(crate) const SOON: Duration = Duration::from_secs(30);

/// How long five receives may take, with two seconds between them and more on a busy machine.
pub(crate) const IN_THE_END: Duration = Duration::from_mins(1);

/// After this, a change in Clerk that did not arrive counts as missed: two seconds on this
/// stack, and a bit.
pub(crate) const GRACE: Duration = Duration::from_millis(2_100);

const PAUSE: Duration = Duration::from_millis(100);

/// Looks until there is something to return.
///
/// # Panics
///
/// When `patience` runs out; the message says what was awaited and what was seen last.
pub(crate) async fn until<T>(
    awaited: &str,
    patience: Duration,
    look: impl AsyncFnMut() -> Result<T, String>,
) -> T {
    until_at_every(PAUSE, awaited, patience, look).await
}

/// The same, for what would be over before the usual pause is.
pub(crate) async fn until_at_every<T>(
    pause: Duration,
    awaited: &str,
    patience: Duration,
    mut look: impl AsyncFnMut() -> Result<T, String>,
) -> T {
    let start = Instant::now();
    loop {
        match look().await {
            Ok(found) => return found,
            Err(seen) if start.elapsed() > patience => {
                panic!("after {} s, {awaited}: not yet; last seen: {seen}", patience.as_secs())
            }
            Err(_) => tokio::time::sleep(pause).await,
        }
    }
}
