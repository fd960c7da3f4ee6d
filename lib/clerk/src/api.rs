//! The client: turns, tries and time.

use std::fmt;
use std::time::Duration;

use http::{Request, header};
use profile_core::{
    BoxError, ClerkId, ClerkUser, Cursor, DirectoryError, MetadataWriter, Page, SecretSource,
    UserDirectory, UserListing,
};
use serde_json::{Map, Value};
use tokio::time::{Instant, sleep, timeout_at};

use crate::answer::{self, Answer};
use crate::call::{Call, page_limit};
use crate::failure::Failure;
use crate::instance;
use crate::key::{Bearer, Key};
use crate::pace::Pace;
use crate::wire::{USER_AGENT, Wire};
use crate::{BaseUrl, RateLimit};

/// The version of the Backend API that this client speaks. Without the header, Clerk chooses.
/// Source: <https://clerk.com/docs/guides/development/upgrading/versioning>.
const API_VERSION: &str = "2026-05-12";
/// Largest answer that is read; a page of 500 users is about 1.2 MB, and may grow twentyfold.
const LARGEST_ANSWER: usize = 32 << 20;

/// Most tries of one request; those that a 429 turned away don't count, for Clerk said when
/// to come again.
const MOST_TRIES: u32 = 4;
/// Longest pause before the second try; it doubles with each.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// How long a question may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// One try, from connecting to the last byte. Waiting for its turn is not part of it.
    pub attempt: Duration,
    /// The question as a whole, with every wait. Below the function's own timeout, so that
    /// the function can still say what happened.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { attempt: Duration::from_secs(5), total: Duration::from_secs(20) }
    }
}

/// A Clerk instance, through its Backend API.
///
/// It is built without a look at the network or the secret, which is read with the first
/// question, and again (once a minute at most) when Clerk refuses the key.
pub struct ClerkApi<K> {
    base: BaseUrl,
    key: Key<K>,
    instance: Option<String>,
    pace: Pace,
    timeouts: Timeouts,
    wire: Wire,
}

impl<K: SecretSource> ClerkApi<K> {
    /// The instance at `base` whose secret key `key` holds.
    ///
    /// Where the id of that `instance` is given (`ins_…`), Clerk is asked with each new key
    /// whether it is of that one, and a key of another counts as refused. Without it, any
    /// good key will do.
    ///
    /// # Errors
    ///
    /// When TLS can't be set up, which nothing from outside has an influence on.
    pub fn new(
        base: BaseUrl,
        key: K,
        instance: Option<String>,
        limit: RateLimit,
        timeouts: Timeouts,
    ) -> Result<Self, BoxError> {
        let wire = Wire::new(LARGEST_ANSWER)?;
        Ok(Self { base, key: Key::new(key), instance, pace: Pace::new(limit), timeouts, wire })
    }

    /// Asks for one user. To a key that is no longer good it may seem that nothing is there,
    /// so that an absence is believed only if the same key is good for something afterwards
    /// (R25).
    async fn find(&self, call: &Call, id: &ClerkId) -> Result<Option<ClerkUser>, DirectoryError> {
        let deadline = self.deadline();
        let read = |it| answer::user(it, id);
        loop {
            let key = in_time(deadline, self.key.bearer()).await?;
            let found = self.ask(call, deadline, read).await?;
            if found.is_some() {
                return Ok(found);
            }
            self.ask(&Call::count(), deadline, answer::count).await?;
            if in_time(deadline, self.key.bearer()).await?.is(&key) {
                return Ok(None);
            }
        }
    }

    /// Asks, again if that may help, until `read` makes something of an answer.
    async fn ask<T>(
        &self,
        call: &Call,
        deadline: Instant,
        read: impl Fn(Answer) -> Result<T, Failure> + Send,
    ) -> Result<T, DirectoryError> {
        let mut tries = 1;
        loop {
            let key = in_time(deadline, self.key.bearer()).await?;
            match self.attempt(call, &key, deadline).await.and_then(&read) {
                Ok(it) => return Ok(it),
                Err(failure) => self.recover(failure, &key, &mut tries, deadline).await?,
            }
        }
    }

    /// Does what has to be done before the next try, or says that there is none.
    async fn recover(
        &self,
        failure: Failure,
        key: &Bearer,
        tries: &mut u32,
        deadline: Instant,
    ) -> Result<(), DirectoryError> {
        match failure {
            Failure::Lasting(error) => Err(error),
            Failure::KeyRefused(cause) => {
                let renewed = in_time(deadline, self.key.renew(key)).await?;
                if renewed { Ok(()) } else { Err(DirectoryError::KeyRefused(cause)) }
            }
            Failure::Limited(wait) => {
                self.pace.block(wait + jitter(wait / 10));
                let in_time = Instant::now() + wait <= deadline;
                if in_time { Ok(()) } else { Err(DirectoryError::Limited { wait }) }
            }
            Failure::UserLimited(wait) => {
                let pause = wait + jitter(wait / 10);
                if Instant::now() + pause > deadline {
                    return Err(DirectoryError::Limited { wait });
                }
                sleep(pause).await;
                Ok(())
            }
            Failure::Passing { error, wait } => {
                let pause = jitter(FIRST_PAUSE * (1 << (*tries - 1))).max(wait);
                if *tries == MOST_TRIES || Instant::now() + pause >= deadline {
                    return Err(error);
                }
                *tries += 1;
                sleep(pause).await;
                Ok(())
            }
        }
    }

    /// Asks once, with a key that is known to be of our instance.
    async fn attempt(
        &self,
        call: &Call,
        key: &Bearer,
        deadline: Instant,
    ) -> Result<Answer, Failure> {
        if let Some(ours) = &self.instance {
            let ask = key.instance(self.ask_instance(key, deadline));
            let late = |_| Err(Failure::unreached("the key's instance was not known in time"));
            instance::require(ours, timeout_at(deadline, ask).await.unwrap_or_else(late)?)?;
        }
        match self.send(call, key, deadline).await {
            // It may be the user's own limit: who asks of others needn't wait.
            Err(Failure::Limited(wait)) if call.writes_user() => Err(Failure::UserLimited(wait)),
            answer => answer,
        }
    }

    async fn ask_instance(&self, key: &Bearer, deadline: Instant) -> Result<String, Failure> {
        answer::instance(self.send(&Call::instance(), key, deadline).await?)
    }

    /// Sends a request when it is its turn.
    async fn send(&self, call: &Call, key: &Bearer, deadline: Instant) -> Result<Answer, Failure> {
        self.pace.turn(deadline).await.map_err(Failure::Lasting)?;
        let end = deadline.min(Instant::now() + self.timeouts.attempt);
        let request = self.request(call, key).map_err(Failure::refused)?;
        let late = |_| Err(Failure::unreached("no answer in time"));
        timeout_at(end, self.wire.send(request)).await.unwrap_or_else(late)
    }

    fn deadline(&self) -> Instant {
        Instant::now() + self.timeouts.total
    }

    fn request(&self, call: &Call, key: &Bearer) -> http::Result<Request<String>> {
        let mut request = Request::builder()
            .method(&call.method)
            .uri(format!("{}{}", self.base, call.path))
            .header(header::AUTHORIZATION, key.header())
            .header(header::ACCEPT, "application/json")
            .header(header::USER_AGENT, USER_AGENT)
            .header("clerk-api-version", API_VERSION);
        if call.body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        request.body(call.body.clone().unwrap_or_default())
    }
}

impl<K: SecretSource> UserDirectory for ClerkApi<K> {
    async fn user(&self, id: &ClerkId) -> Result<Option<ClerkUser>, DirectoryError> {
        self.find(&Call::user(id), id).await
    }
}

impl<K: SecretSource> UserListing for ClerkApi<K> {
    async fn oldest_first(&self, cursor: &Cursor, limit: u16) -> Result<Page, DirectoryError> {
        let limit = page_limit(limit);
        let call = Call::oldest_first(cursor, limit);
        self.ask(&call, self.deadline(), |it| answer::page(it, limit, cursor.after.is_some())).await
    }

    async fn last_changed_first(&self, offset: u64, limit: u16) -> Result<Page, DirectoryError> {
        let limit = page_limit(limit);
        let call = Call::last_changed_first(offset, limit);
        self.ask(&call, self.deadline(), |it| answer::page(it, limit, false)).await
    }

    async fn count(&self) -> Result<u64, DirectoryError> {
        self.ask(&Call::count(), self.deadline(), answer::count).await
    }

    fn requests(&self) -> u64 {
        self.wire.requests()
    }
}

impl<K: SecretSource> MetadataWriter for ClerkApi<K> {
    async fn merge_public_metadata(
        &self,
        id: &ClerkId,
        metadata: &Map<String, Value>,
    ) -> Result<Option<ClerkUser>, DirectoryError> {
        let call = Call::merge(id, metadata).map_err(|it| DirectoryError::Refused(it.into()))?;
        self.find(&call, id).await
    }
}

impl<K> fmt::Debug for ClerkApi<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClerkApi")
            .field("base", &self.base)
            .field("instance", &self.instance)
            .field("pace", &self.pace)
            .field("timeouts", &self.timeouts)
            .field("wire", &self.wire)
            .finish_non_exhaustive()
    }
}

async fn in_time<T>(
    deadline: Instant,
    work: impl Future<Output = Result<T, DirectoryError>>,
) -> Result<T, DirectoryError> {
    let late = |_| DirectoryError::Unavailable("the secret key was not read in time".into());
    timeout_at(deadline, work).await.map_err(late)?
}

/// Any pause up to `most`: rivals that failed together don't come again together.
fn jitter(most: Duration) -> Duration {
    most.mul_f64(fastrand::f64())
}
