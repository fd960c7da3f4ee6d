//! One post of a message to an endpoint.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use svix::webhooks::Webhook;

use super::{Delivery, RETRY_AFTER};
use crate::clock;

/// Where events are posted to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    /// An `http://` address.
    pub url: String,
    /// The signing secret, `whsec_…`.
    pub secret: String,
}

/// An endpoint that can be posted to.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) endpoint: Endpoint,
    url: reqwest::Url,
    signer: Webhook,
}

/// What came of one post.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Attempt {
    /// The `svix-id`.
    pub message_id: String,
    /// Such as `user.updated`.
    pub event_type: String,
    /// Whom the event is about.
    pub user_id: Option<String>,
    /// Where it was posted to.
    pub url: String,
    /// Which attempt it was, from 1 to 8.
    pub attempt: usize,
    /// When, in milliseconds.
    pub at: i64,
    /// The answer's status, if there was an answer.
    pub status: Option<u16>,
    /// Why there was none.
    pub error: Option<String>,
    /// What that means for the delivery.
    pub outcome: Outcome,
}

/// What an attempt means for its delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// The endpoint said 2xx in time.
    Taken,
    /// It didn't; another attempt follows.
    Failed,
    /// It didn't, and this was the last attempt.
    GivenUp,
    /// The simulator lost it, as it was asked to.
    Dropped,
}

impl Outcome {
    pub(super) const fn is_final(self) -> bool {
        !matches!(self, Self::Failed)
    }
}

impl Target {
    pub(super) fn new(endpoint: Endpoint) -> Result<Self, String> {
        let url = reqwest::Url::parse(&endpoint.url)
            .ok()
            .filter(|it| it.scheme() == "http" && it.has_host())
            .ok_or("`url` of an endpoint must be an http:// address")?;
        let has_key = endpoint.secret.strip_prefix("whsec_").is_some_and(|it| !it.is_empty());
        let signer = Webhook::new(&endpoint.secret).ok().filter(|_| has_key);
        let signer = signer.ok_or("`secret` of an endpoint must be whsec_ and a key in base64")?;
        Ok(Self { endpoint, url, signer })
    }
}

impl Delivery {
    /// Posts the message. Each attempt is stamped and signed anew.
    pub(super) async fn attempt(
        &self,
        client: &reqwest::Client,
        number: usize,
        timeout: Duration,
    ) -> Attempt {
        let (message, target) = (&self.message, &self.target);
        let stamp = clock::now() / 1_000;
        let signature = target.signer.sign(&message.id, stamp, message.body.as_bytes());
        let attempt = self.record(number, Outcome::Dropped);
        let Ok(signature) = signature else {
            return Attempt { error: Some("can't be signed".to_owned()), ..attempt };
        };
        let sent = client
            .post(target.url.clone())
            .header("content-type", "application/json")
            .header("svix-id", &message.id)
            .header("svix-timestamp", stamp.to_string())
            .header("svix-signature", signature)
            .body(message.body.clone())
            .timeout(timeout)
            .send()
            .await;
        let (status, error) = match sent {
            Ok(response) => (Some(response.status()), None),
            Err(error) if error.is_timeout() => (None, Some("timed out".to_owned())),
            Err(error) => (None, Some(error.to_string())),
        };
        let outcome = match status {
            Some(status) if status.is_success() => Outcome::Taken,
            _ if number > RETRY_AFTER.len() => Outcome::GivenUp,
            _ => Outcome::Failed,
        };
        Attempt { status: status.map(|it| it.as_u16()), error, outcome, ..attempt }
    }

    /// An attempt that isn't made.
    pub(super) fn dropped(&self, number: usize) -> Attempt {
        self.record(number, Outcome::Dropped)
    }

    fn record(&self, attempt: usize, outcome: Outcome) -> Attempt {
        Attempt {
            message_id: self.message.id.clone(),
            event_type: self.message.event_type.clone(),
            user_id: self.message.user_id.clone(),
            url: self.target.endpoint.url.clone(),
            attempt,
            at: clock::now(),
            status: None,
            error: None,
            outcome,
        }
    }
}
