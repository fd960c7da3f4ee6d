//! The instance's keys, asked for when they are needed.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jsonwebtoken::DecodingKey;
use profile_core::{Chain, DirectoryError, SigningKeys, Timestamp};

use crate::TokenError;
use crate::jwks::KeySet;

/// How long keys are used without asking whether they are still the instance's: as long as
/// Clerk's own SDK does (`packages/backend/src/tokens/keys.ts`).
const FRESH_FOR: Duration = Duration::from_mins(5);
/// Shortest time between two questions, however many tokens name an unknown key.
const ASK_AGAIN_AFTER: Duration = Duration::from_mins(1);
/// The same as long as there are no keys at all, and so nobody is let in.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(5);

/// The keys that the instance publishes.
#[derive(Debug)]
pub(crate) struct PublishedKeys<K> {
    source: K,
    cache: Mutex<Cache>,
    /// Held while Clerk is asked, so that a crowd asks once.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Cache {
    keys: KeySet,
    fetched_at: Timestamp,
    asked_at: Option<Timestamp>,
    /// Why the last question was in vain.
    failure: Option<Arc<DirectoryError>>,
}

impl<K: SigningKeys> PublishedKeys<K> {
    /// Asks for nothing yet.
    pub(crate) fn new(source: K) -> Self {
        Self { source, cache: Mutex::default(), turn: tokio::sync::Mutex::default() }
    }

    /// The key with that id. When Clerk can't be asked, the keys at hand stay good.
    pub(crate) async fn find(
        &self,
        id: &str,
        now: Timestamp,
    ) -> Result<Arc<DecodingKey>, TokenError> {
        let (key, fresh) = self.cache().look_up(id, now);
        let turn = match key {
            Some(key) if fresh => return Ok(key),
            // Who has a key needn't wait for another who asks.
            Some(key) => match self.turn.try_lock() {
                Ok(turn) => turn,
                Err(_) => return Ok(key),
            },
            None => self.turn.lock().await,
        };
        if self.cache().may_ask(now) {
            let answer = self.source.fetch().await.and_then(|it| KeySet::read(&it));
            self.cache().take(answer, now);
        }
        drop(turn);
        self.cache().key(id)
    }

    fn cache(&self) -> MutexGuard<'_, Cache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Cache {
    /// The key, and whether it is certain that it is still the instance's.
    fn look_up(&self, id: &str, now: Timestamp) -> (Option<Arc<DecodingKey>>, bool) {
        (self.keys.find(id), now.since(self.fetched_at) < FRESH_FOR)
    }

    /// Whether it is time to ask; who is told so must.
    fn may_ask(&mut self, now: Timestamp) -> bool {
        let pause = if self.keys.is_empty() { TRY_AGAIN_AFTER } else { ASK_AGAIN_AFTER };
        let may = self.asked_at.is_none_or(|it| now.since(it) >= pause);
        if may {
            self.asked_at = Some(now);
        }
        may
    }

    fn take(&mut self, answer: Result<KeySet, DirectoryError>, now: Timestamp) {
        match answer {
            Ok(keys) => *self = Self { keys, fetched_at: now, failure: None, ..*self },
            Err(error) => {
                if !self.keys.is_empty() {
                    let error = Chain(&error).to_string();
                    tracing::warn!(error, "signing keys could not be fetched again");
                }
                self.failure = Some(Arc::new(error));
            }
        }
    }

    fn key(&self, id: &str) -> Result<Arc<DecodingKey>, TokenError> {
        if self.keys.is_empty() {
            let unasked = || Arc::new(DirectoryError::Unavailable("no answer yet".into()));
            return Err(TokenError::KeysUnavailable(self.failure.clone().unwrap_or_else(unasked)));
        }
        self.keys.find(id).ok_or(TokenError::UnknownKey)
    }
}
