//! One delivery: check it, queue it, answer.

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use profile_core::{Accepted, Clock, EventId, EventQueue, SecretSource};
use profile_gateway::Arrival;
use profile_lambda::{Chain, Metric, Metrics};
use tracing::{error, info, warn};

use crate::answer::{self, LARGEST_BODY};
use crate::signature;
use crate::{AllowedSources, Refusal, SigningSecrets};

/// Everything that a delivery needs, built once.
#[derive(Debug)]
pub struct Receiver<S, Q, C> {
    /// Who may send.
    pub sources: AllowedSources,
    /// What Clerk signs with.
    pub secrets: SigningSecrets<S>,
    /// Where events go.
    pub queue: Q,
    /// Time.
    pub clock: C,
    /// What is counted.
    pub metrics: Metrics,
}

/// A genuine delivery that was dealt with.
struct Delivery {
    event_id: EventId,
    event_type: String,
    secret: usize,
    queued: bool,
}

impl<S: SecretSource, Q: EventQueue, C: Clock> Receiver<S, Q, C> {
    /// Answers one delivery. Anything but 2xx makes Svix deliver it again, so 202 comes
    /// only after the queue has the event.
    pub async fn handle(&self, request: Request<Bytes>, arrival: Arrival) -> Response<Bytes> {
        match self.receive(&request, &arrival).await {
            Ok(delivery) => self.accepted(&delivery),
            Err(refusal) => self.refused(refusal, request.headers()),
        }
    }

    async fn receive(
        &self,
        request: &Request<Bytes>,
        arrival: &Arrival,
    ) -> Result<Delivery, Refusal> {
        if !self.sources.allow(arrival.source_ip.as_deref()) {
            return Err(Refusal::ForeignSource);
        }
        let body = request.body();
        if body.len() > LARGEST_BODY {
            return Err(Refusal::TooLarge);
        }
        let signed = self.secrets.verify(request.headers(), body, &self.clock).await?;
        let event = Accepted::read(signed.body).map_err(|_| Refusal::NotAnEvent)?;
        let event_type = event.event_type.clone();
        let queued = !event.is_one_time_code();
        if queued {
            let message = event.into_json(&signed.id, self.clock.now());
            self.queue.enqueue(message, arrival.trace.as_deref()).await.map_err(|error| {
                error!(svix.id = %signed.id, error = %Chain(&error), "event not queued");
                Refusal::QueueUnavailable
            })?;
        }
        Ok(Delivery { event_id: signed.id, event_type, secret: signed.secret, queued })
    }

    fn accepted(&self, delivery: &Delivery) -> Response<Bytes> {
        let Delivery { event_id, event_type, secret, queued } = delivery;
        info!(
            status = 202,
            svix.id = %event_id,
            "event.type" = event_type,
            queued,
            "webhook answered"
        );
        let name = if *queued { "EventsAccepted" } else { "EventsDropped" };
        let metrics = [Metric::count(name, 1), Metric::count("SecretMatched", 1)];
        let position = secret.to_string();
        self.metrics.emit(self.clock.now(), Some(("Position", &position)), &metrics);
        answer::accepted()
    }

    fn refused(&self, refusal: Refusal, headers: &HeaderMap) -> Response<Bytes> {
        let reason = refusal.reason();
        // Nobody vouches for this id; it helps to find the delivery in Svix's list.
        let claimed = signature::event_id(headers).ok();
        let svix_id = claimed.as_ref().map(tracing::field::display);
        warn!(status = refusal.status(), reason, svix.id = svix_id, "webhook answered");
        let name = match refusal {
            Refusal::QueueUnavailable => "QueueFailures",
            _ => "WebhooksRejected",
        };
        let metrics = [Metric::count(name, 1)];
        self.metrics.emit(self.clock.now(), Some(("Reason", reason)), &metrics);
        answer::refused(refusal)
    }
}
