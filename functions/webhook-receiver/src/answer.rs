//! What the receiver answers.

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};
use serde_json::json;

/// Largest body that is accepted, in bytes.
pub(crate) const LARGEST_BODY: usize = 256 * 1024;

/// Why a request is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It comes from outside the allowed ranges.
    ForeignSource,
    /// The body is over 256 KiB.
    TooLarge,
    /// A header of the signature is missing.
    MissingHeader(&'static str),
    /// A header of the signature can't be used.
    BadHeader(&'static str),
    /// The body is not text.
    NotUtf8,
    /// The signature fits none of the secrets.
    WrongSignature,
    /// The timestamp is no number, or more than 300 s off.
    WrongTimestamp,
    /// The body is genuine, but is not a JSON event.
    NotAnEvent,
    /// The queue did not take the event.
    QueueUnavailable,
}

impl Refusal {
    /// HTTP status, name in logs and metrics, and what to do about it.
    const fn parts(self) -> (u16, &'static str, &'static str) {
        match self {
            Self::ForeignSource => (
                403,
                "foreign_source",
                "this address is not in WebhookAllowedCidrs: Svix publishes its addresses at \
                 https://docs.svix.com/webhook-ips.json",
            ),
            Self::TooLarge => (413, "too_large", "an event has at most 256 KiB"),
            Self::MissingHeader(_) => {
                (400, "missing_header", "svix-id, svix-timestamp and svix-signature are required")
            }
            Self::BadHeader(_) => {
                (400, "bad_header", "svix-id has 1 to 128 visible ASCII characters")
            }
            Self::NotUtf8 => (400, "not_utf8", "an event is UTF-8"),
            Self::WrongSignature => (
                401,
                "wrong_signature",
                "the signature fits none of the configured secrets: is the endpoint's signing \
                 secret among them, and is the body signed as it was sent?",
            ),
            Self::WrongTimestamp => (
                401,
                "wrong_timestamp",
                "svix-timestamp must be the time of sending, in seconds, within 300 of now",
            ),
            Self::NotAnEvent => (400, "not_an_event", "an event is a JSON object with a type"),
            Self::QueueUnavailable => {
                (503, "queue_unavailable", "the event was not accepted: deliver it again")
            }
        }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        self.parts().0
    }

    /// The reason's name in logs and metrics.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        self.parts().1
    }
}

/// 202: the event is safe in the queue, or was not to be queued at all.
pub(crate) fn accepted() -> Response<Bytes> {
    answer(202, Bytes::new())
}

/// The refusal as RFC 9457 problem details. Svix shows the body to whoever looks at the
/// delivery.
pub(crate) fn refused(refusal: Refusal) -> Response<Bytes> {
    let (status, reason, detail) = refusal.parts();
    let title = reason.replace('_', " ");
    let problem = json!({
        "type": format!("urn:profile-sync:problem:{reason}"),
        "title": title, "status": status, "detail": detail,
    });
    let mut response = answer(status, problem.to_string().into());
    let json = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

fn answer(status: u16, body: Bytes) -> Response<Bytes> {
    let mut response = Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let no_store = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, no_store);
    response
}
