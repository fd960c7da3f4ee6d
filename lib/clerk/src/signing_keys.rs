//! The public keys of an instance, as it publishes them.

use std::fmt;

use http::{Request, header};
use profile_core::{BoxError, DirectoryError, SigningKeys};
use tokio::time::{Instant, sleep, timeout_at};

use crate::failure::Failure;
use crate::wire::{USER_AGENT, Wire};
use crate::{BaseUrl, Timeouts};

/// Where every instance has its keys. Source:
/// <https://clerk.com/docs/guides/sessions/manual-jwt-verification>.
const PATH: &str = "/.well-known/jwks.json";

/// Largest key set that is read; a key is about half a kilobyte.
const LARGEST_ANSWER: usize = 64 << 10;

/// Most tries. Somebody waits, and a next request may try again.
const MOST_TRIES: u32 = 2;

/// The keys that an instance signs session tokens with, from its Frontend API.
///
/// It is built without a look at the network, and no credential goes there.
pub struct ClerkSigningKeys {
    issuer: BaseUrl,
    timeouts: Timeouts,
    wire: Wire,
}

impl ClerkSigningKeys {
    /// The keys of the instance whose Frontend API is at `issuer`.
    ///
    /// # Errors
    ///
    /// When TLS can't be set up, which nothing from outside has an influence on.
    pub fn new(issuer: BaseUrl, timeouts: Timeouts) -> Result<Self, BoxError> {
        Ok(Self { issuer, timeouts, wire: Wire::new(LARGEST_ANSWER)? })
    }

    async fn attempt(&self, deadline: Instant) -> Result<String, Failure> {
        let request = Request::get(format!("{}{PATH}", self.issuer))
            .header(header::ACCEPT, "application/json")
            .header(header::USER_AGENT, USER_AGENT)
            .body(String::new())
            .map_err(Failure::refused)?;
        let end = deadline.min(Instant::now() + self.timeouts.attempt);
        let late = |_| Err(Failure::unreached("no answer in time"));
        let answer = timeout_at(end, self.wire.send(request)).await.unwrap_or_else(late)?;
        String::from_utf8(answer?).map_err(|_| Failure::garbled("it is no text"))
    }
}

impl SigningKeys for ClerkSigningKeys {
    async fn fetch(&self) -> Result<String, DirectoryError> {
        let deadline = Instant::now() + self.timeouts.total;
        let mut tries = 1;
        loop {
            let failure = match self.attempt(deadline).await {
                Ok(document) => return Ok(document),
                Err(failure) => failure,
            };
            let (error, wait) = match failure {
                Failure::Passing { error, wait } => (error, wait),
                Failure::Limited(wait) | Failure::UserLimited(wait) => {
                    return Err(DirectoryError::Limited { wait });
                }
                // There is no key to blame.
                Failure::KeyRefused(cause) => return Err(DirectoryError::Refused(cause)),
                Failure::Lasting(error) => return Err(error),
            };
            if tries == MOST_TRIES || Instant::now() + wait >= deadline {
                return Err(error);
            }
            tries += 1;
            sleep(wait).await;
        }
    }
}

impl fmt::Debug for ClerkSigningKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClerkSigningKeys")
            .field("issuer", &self.issuer)
            .field("timeouts", &self.timeouts)
            .finish_non_exhaustive()
    }
}
