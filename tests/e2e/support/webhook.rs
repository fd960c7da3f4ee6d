//! Deliveries, as Svix makes them.

use profile_core::Clock;
use profile_lambda::SystemClock;
use serde_json::Value;
use svix::webhooks::Webhook;

use super::clerk::Event;
use super::stack::{Stack, broken};

/// One POST: headers and body.
#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

/// What the sender gets back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) body: String,
}

impl Delivery {
    /// An event, signed now.
    pub(crate) fn signed(secret: &str, event: &Event) -> Self {
        Self::signed_at(secret, event, now())
    }

    /// An event, signed at that time, in seconds.
    pub(crate) fn signed_at(secret: &str, event: &Event, at: i64) -> Self {
        let signature = Webhook::new(secret).unwrap().sign(&event.id, at, &event.body);
        // What isn't text can't be signed here. It is refused before its signature counts.
        let signature = signature.unwrap_or_else(|_| "v1,".to_owned());
        let headers = vec![
            ("content-type", "application/json".to_owned()),
            ("svix-id", event.id.clone()),
            ("svix-timestamp", at.to_string()),
            ("svix-signature", signature),
        ];
        Self { headers, body: event.body.clone() }
    }

    /// Without a header.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(it, _)| *it != name);
        self
    }

    /// With a header, in place of what it was.
    pub(crate) fn with(self, name: &'static str, value: &str) -> Self {
        let mut changed = self.without(name);
        changed.headers.push((name, value.to_owned()));
        changed
    }

    /// With another body, and the signature as it was.
    pub(crate) fn with_body(mut self, body: &[u8]) -> Self {
        body.clone_into(&mut self.body);
        self
    }

    /// A header's value.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(it, _)| *it == name).map(|(_, it)| it).unwrap()
    }
}

impl Answer {
    /// The reason of a refusal, once its form was checked.
    pub(crate) fn problem(&self) -> (u16, String) {
        assert_eq!(self.content_type, "application/problem+json", "{self:?}");
        let problem: Value = serde_json::from_str(&self.body).unwrap();
        assert_eq!(problem["status"], self.status, "{self:?}");
        assert!(problem["title"].is_string() && problem["detail"].is_string(), "{self:?}");
        let reason = problem["type"].as_str().and_then(|it| it.rsplit(':').next());
        (self.status, reason.expect("the type names the reason").to_owned())
    }
}

impl Stack {
    /// Posts a delivery to the webhook route.
    pub(crate) async fn post(&self, delivery: &Delivery) -> Answer {
        self.request(reqwest::Method::POST, "/webhooks/clerk", delivery).await
    }

    /// Sends a request to the API.
    pub(crate) async fn request(
        &self,
        method: reqwest::Method,
        path: &str,
        Delivery { headers, body }: &Delivery,
    ) -> Answer {
        let url = format!("{}{path}", self.description.api_url);
        let request = self.http.request(method, url).body(body.clone());
        let request =
            headers.iter().fold(request, |request, (name, value)| request.header(*name, value));
        let answer = request.send().await.unwrap_or_else(|it| broken("answer a webhook", &it));
        let content_type = answer.headers().get("content-type");
        Answer {
            status: answer.status().as_u16(),
            content_type: content_type
                .map(|it| it.to_str().unwrap().to_owned())
                .unwrap_or_default(),
            body: answer.text().await.unwrap(),
        }
    }

    /// Delivers an event of something that has happened in Clerk, as Clerk does, and sees it
    /// accepted.
    pub(crate) async fn deliver(&self, event: &Event) {
        self.happen(event).await;
        let answer = self.post(&self.signed(event)).await;
        assert_eq!(answer.status, 202, "{}: {answer:?}", event.id);
    }

    /// An event, signed now with the newest secret.
    pub(crate) fn signed(&self, event: &Event) -> Delivery {
        Delivery::signed(&self.description.webhook_secrets[0], event)
    }
}

/// The time now, in seconds.
pub(crate) fn now() -> i64 {
    SystemClock.now().millis() / 1_000
}
