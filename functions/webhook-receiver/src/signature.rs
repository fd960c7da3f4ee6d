//! Signatures: which requests are Clerk's.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::HeaderMap;
use profile_core::{Clock, EventId, SecretError, SecretSource, Timestamp};
use svix::webhooks::{Webhook, WebhookError};

use crate::Refusal;

const HEADERS: [&str; 3] = ["svix-id", "svix-timestamp", "svix-signature"];

/// Shortest time between two reads of the secret, however many signatures are wrong.
const REREAD_AFTER: Duration = Duration::from_mins(1);

/// A body whose signature was checked; there is no other way to make one.
#[derive(Debug)]
pub(crate) struct SignedEvent<'a> {
    pub(crate) id: EventId,
    pub(crate) body: &'a [u8],
    /// Which of the secrets matched, from 1.
    pub(crate) secret: usize,
}

/// The secrets that Clerk signs with: more than one while they are being rotated.
#[derive(Debug)]
pub struct SigningSecrets<S> {
    source: S,
    current: Mutex<Current>,
}

#[derive(Clone, Debug)]
struct Current {
    webhooks: Arc<[Webhook]>,
    read_at: Timestamp,
}

/// The signing secrets can't be used.
#[derive(Debug, thiserror::Error)]
pub enum SecretsError {
    /// They can't be read.
    #[error("the secret that CLERK_WEBHOOK_SECRET_ID names can't be read")]
    Unreadable(#[source] SecretError),
    /// What was read is not a list of signing secrets.
    #[error(
        "the secret that CLERK_WEBHOOK_SECRET_ID names must hold one or more whsec_… values, \
         with spaces, commas or line breaks between: part {0} is none"
    )]
    Malformed(usize),
}

impl<S: SecretSource> SigningSecrets<S> {
    /// Reads the secrets from `source`.
    ///
    /// # Errors
    ///
    /// [`SecretsError`] when they can't be read or can't be used.
    pub async fn load(source: S, clock: &impl Clock) -> Result<Self, SecretsError> {
        let webhooks = read(&source).await?;
        let current = Current { webhooks, read_at: clock.now() };
        Ok(Self { source, current: Mutex::new(current) })
    }

    /// Checks a request, with the secrets read anew if none that we know matches.
    pub(crate) async fn verify<'a>(
        &self,
        headers: &HeaderMap,
        body: &'a [u8],
        clock: &impl Clock,
    ) -> Result<SignedEvent<'a>, Refusal> {
        let id = event_id(headers)?;
        if std::str::from_utf8(body).is_err() {
            return Err(Refusal::NotUtf8);
        }
        let mut result = check(&self.current().webhooks, headers, body);
        if matches!(result, Err(Refusal::WrongSignature)) && self.reread(clock.now()).await {
            result = check(&self.current().webhooks, headers, body);
        }
        result.map(|secret| SignedEvent { id, body, secret })
    }

    fn current(&self) -> Current {
        self.current.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether there are newly read secrets to try.
    async fn reread(&self, now: Timestamp) -> bool {
        {
            let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
            if now.since(current.read_at) < REREAD_AFTER {
                return false;
            }
            current.read_at = now;
        }
        match read(&self.source).await {
            Ok(webhooks) => {
                self.current.lock().unwrap_or_else(PoisonError::into_inner).webhooks = webhooks;
                true
            }
            Err(error) => {
                let error = profile_lambda::Chain(&error).to_string();
                tracing::error!(error, "signing secrets could not be read again");
                false
            }
        }
    }
}

async fn read(source: &impl SecretSource) -> Result<Arc<[Webhook]>, SecretsError> {
    parse(&source.read().await.map_err(SecretsError::Unreadable)?)
}

fn parse(secret: &str) -> Result<Arc<[Webhook]>, SecretsError> {
    let parts = secret.split([' ', ',', '\n', '\r', '\t']).filter(|it| !it.is_empty());
    let webhooks: Vec<Webhook> = parts
        .zip(1..)
        .map(|(part, number)| {
            let usable = part.starts_with("whsec_").then(|| Webhook::new(part).ok()).flatten();
            usable.ok_or(SecretsError::Malformed(number))
        })
        .collect::<Result<_, _>>()?;
    if webhooks.is_empty() { Err(SecretsError::Malformed(1)) } else { Ok(webhooks.into()) }
}

/// The id that the headers claim, when all three headers are there.
pub(crate) fn event_id(headers: &HeaderMap) -> Result<EventId, Refusal> {
    for name in HEADERS {
        headers.get(name).ok_or(Refusal::MissingHeader(name))?;
    }
    let id = headers.get("svix-id").and_then(|it| it.to_str().ok()).unwrap_or_default();
    EventId::parse(id).map_err(|_| Refusal::BadHeader("svix-id"))
}

/// Returns which secret matched, from 1.
fn check(webhooks: &[Webhook], headers: &HeaderMap, body: &[u8]) -> Result<usize, Refusal> {
    for (webhook, number) in webhooks.iter().zip(1..) {
        match webhook.verify(body, headers) {
            Ok(()) => return Ok(number),
            Err(
                WebhookError::InvalidTimestamp
                | WebhookError::TimestampTooOldError
                | WebhookError::FutureTimestampError,
            ) => return Err(Refusal::WrongTimestamp),
            Err(_) => {}
        }
    }
    Err(Refusal::WrongSignature)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
    const TWO: &str = "whsec_plJ3nmyCDGBKInavdOK15jsl";

    #[test]
    fn secrets_may_be_listed_in_any_of_the_usual_ways() {
        for (text, number) in [
            (format!("{ONE}\n"), 1),
            (format!("{ONE},{TWO}"), 2),
            (format!(" {ONE}\r\n{TWO}\r\n\r\n"), 2),
        ] {
            assert_eq!(parse(&text).unwrap().len(), number, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_secret_is_told_by_its_place() {
        let second = format!("{ONE} whsec_not*base64");
        for (text, place) in [("", 1), ("aGVsbG8=", 1), ("whsec_", 1), (second.as_str(), 2)] {
            let error = parse(text).unwrap_err();
            assert!(matches!(error, SecretsError::Malformed(it) if it == place), "{text:?}");
            assert!(!error.to_string().contains("base64"));
        }
    }
}
