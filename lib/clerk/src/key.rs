//! The instance's secret key, which may be rotated at any time.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use profile_core::{DirectoryError, SecretError, SecretSource};
use tokio::sync::{Mutex, OnceCell};
use tokio::time::Instant;

/// Shortest time between two reads of a secret that Clerk refuses or that is no key.
const REREAD_AFTER: Duration = Duration::from_mins(1);

/// The key, read when it is first needed.
pub(crate) struct Key<K> {
    source: K,
    /// Held while the secret is read, so that a crowd reads it once.
    current: Mutex<Option<Current>>,
}

struct Current {
    /// `None` when the secret is no key.
    bearer: Option<Bearer>,
    read_at: Instant,
}

/// A key, as requests carry it.
#[derive(Clone)]
pub(crate) struct Bearer {
    /// `Bearer sk_…`, marked so that no `Debug` shows it.
    header: HeaderValue,
    /// The id of the instance that it is of, once Clerk has said. Shared by all who ask with
    /// the key.
    instance: Arc<OnceCell<String>>,
}

/// The secret is not a key of Clerk's.
#[derive(Debug, thiserror::Error)]
#[error("the stored secret is no secret key: it must be one value that begins with sk_")]
struct NoKey;

impl<K: SecretSource> Key<K> {
    pub(crate) fn new(source: K) -> Self {
        Self { source, current: Mutex::new(None) }
    }

    /// The key to ask with.
    pub(crate) async fn bearer(&self) -> Result<Bearer, DirectoryError> {
        let mut current = self.current.lock().await;
        let usable = current.as_ref().filter(|it| it.bearer.is_some() || it.is_fresh());
        let bearer = match usable {
            Some(it) => it.bearer.clone(),
            None => current.insert(self.read().await?).bearer.clone(),
        };
        bearer.ok_or_else(|| DirectoryError::KeyRefused(NoKey.into()))
    }

    /// Whether there is another key than the `refused` one.
    pub(crate) async fn renew(&self, refused: &Bearer) -> Result<bool, DirectoryError> {
        let mut current = self.current.lock().await;
        if let Some(it) = current.as_mut().filter(|it| it.holds(refused)) {
            if it.is_fresh() {
                return Ok(false);
            }
            it.read_at = Instant::now();
            *it = self.read().await?;
        }
        Ok(current.as_ref().is_none_or(|it| !it.holds(refused)))
    }

    async fn read(&self) -> Result<Current, DirectoryError> {
        let secret = self.source.read().await.map_err(unavailable)?;
        Ok(Current { bearer: parse(&secret), read_at: Instant::now() })
    }
}

impl Bearer {
    pub(crate) fn header(&self) -> &HeaderValue {
        &self.header
    }

    /// Whether it is the same key.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.header == other.header
    }

    /// The id of the instance that the key is of. The first one here asks; the others wait
    /// for what is answered.
    pub(crate) async fn instance<E>(
        &self,
        ask: impl Future<Output = Result<String, E>>,
    ) -> Result<&str, E> {
        self.instance.get_or_try_init(|| ask).await.map(String::as_str)
    }
}

impl Current {
    fn holds(&self, bearer: &Bearer) -> bool {
        self.bearer.as_ref().is_some_and(|it| it.is(bearer))
    }

    fn is_fresh(&self) -> bool {
        self.read_at.elapsed() < REREAD_AFTER
    }
}

fn unavailable(error: SecretError) -> DirectoryError {
    DirectoryError::Unavailable(error.into())
}

fn parse(secret: &str) -> Option<Bearer> {
    let key = secret.trim();
    let rest = key.strip_prefix("sk_")?;
    if rest.is_empty() || !rest.bytes().all(|it| it.is_ascii_graphic()) {
        return None;
    }
    let mut header = HeaderValue::try_from(format!("Bearer {key}")).ok()?;
    header.set_sensitive(true);
    Some(Bearer { header, instance: Arc::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_may_have_space_around_it_and_is_never_shown() {
        let header = parse(" sk_test_abc\r\n").unwrap().header;

        assert_eq!(header, "Bearer sk_test_abc");
        assert_eq!(format!("{header:?}"), "Sensitive");
    }

    #[test]
    fn anything_else_is_no_key() {
        for bad in ["", "sk_", "pk_test_abc", "whsec_abc", "sk_a sk_b", "sk_a\nsk_b", "sk_é"] {
            assert!(parse(bad).is_none(), "{bad:?}");
        }
    }
}
