//! Every row of the receiver's contract, through the handler, with API Gateway's events
//! around the samples.

use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use lambda_runtime::{Context, LambdaEvent};
use profile_core::memory::{FixedClock, MemoryQueue, MemorySecret};
use profile_core::{Queued, Timestamp};
use profile_gateway::{Event, Reply, serve};
use profile_lambda::Metrics;
use serde_json::{Value, json};
use svix::webhooks::Webhook;
use webhook_receiver::{Receiver, SigningSecrets};

const OLD: &str = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
const NEW: &str = "whsec_plJ3nmyCDGBKInavdOK15jsl";
const ID: &str = "msg_2delivery";
const NOW: Timestamp = Timestamp::from_millis(1_763_000_000_000);

type TestReceiver<'a> = Receiver<&'a MemorySecret, MemoryQueue, FixedClock>;

/// A receiver with everything around it in memory, and the metrics it writes.
async fn receiver(secret: &MemorySecret) -> (TestReceiver<'_>, Arc<Mutex<Vec<Value>>>) {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&lines);
    let metrics = Metrics::to("test".to_owned(), "webhook-receiver", move |line| {
        sink.lock().unwrap().push(serde_json::from_str(line).unwrap());
    });
    let receiver = Receiver {
        sources: "203.0.113.0/24, 2001:db8::/32".parse().unwrap(),
        secrets: SigningSecrets::load(secret, &FixedClock(NOW)).await.unwrap(),
        queue: MemoryQueue::default(),
        clock: FixedClock(NOW),
        metrics,
    };
    (receiver, lines)
}

/// A delivery as Svix makes it; tests change what they are about.
struct Delivery {
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    base64: bool,
    source: &'static str,
}

impl Delivery {
    fn new(secret: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::at(secret, body, unix_now())
    }

    fn at(secret: &str, body: impl Into<Vec<u8>>, timestamp: i64) -> Self {
        let body = body.into();
        let signature =
            Webhook::new(secret).unwrap().sign(ID, timestamp, &body).unwrap_or_default();
        let headers = vec![
            ("svix-id", ID.to_owned()),
            ("svix-timestamp", timestamp.to_string()),
            ("svix-signature", signature),
        ];
        Self { headers, body, base64: false, source: "203.0.113.7" }
    }

    fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(it, _)| *it != name);
        self
    }

    fn with(self, name: &'static str, value: &str) -> Self {
        let mut changed = self.without(name);
        changed.headers.push((name, value.to_owned()));
        changed
    }

    fn header(&self, name: &str) -> String {
        self.headers.iter().find(|(it, _)| *it == name).unwrap().1.clone()
    }

    /// The request as API Gateway's HTTP API (payload 2.0) hands it to the function.
    fn event(&self) -> Event {
        let body = if self.base64 {
            BASE64_STANDARD.encode(&self.body)
        } else {
            String::from_utf8(self.body.clone()).unwrap()
        };
        let headers: serde_json::Map<_, _> =
            self.headers.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        let event = json!({
            "version": "2.0",
            "routeKey": "POST /webhooks/clerk",
            "rawPath": "/webhooks/clerk",
            "rawQueryString": "",
            "headers": headers,
            "requestContext": {
                "accountId": "123456789012", "apiId": "api", "domainName": "api.example.com",
                "domainPrefix": "api", "requestId": "r1", "routeKey": "POST /webhooks/clerk",
                "stage": "$default", "time": "13/Nov/2025:02:13:20 +0000",
                "timeEpoch": 1_763_000_000_000_u64,
                "http": {
                    "method": "POST", "path": "/webhooks/clerk", "protocol": "HTTP/1.1",
                    "sourceIp": self.source, "userAgent": "Svix-Webhooks/1.0",
                },
            },
            "body": body,
            "isBase64Encoded": self.base64,
        });
        serde_json::from_value(event).unwrap()
    }
}

#[expect(clippy::disallowed_methods, reason = "svix verifies by the machine's clock")]
fn unix_now() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

fn sample(name: &str) -> Vec<u8> {
    let path = format!("{}/../../events/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn event() -> Vec<u8> {
    sample("user.created.full.json")
}

async fn answer(receiver: &TestReceiver<'_>, delivery: &Delivery) -> Reply {
    let event = LambdaEvent::new(delivery.event(), Context::default());
    serve(event, |request, arrival| receiver.handle(request, arrival)).await.unwrap()
}

async fn status(receiver: &TestReceiver<'_>, delivery: &Delivery) -> u16 {
    answer(receiver, delivery).await.status_code
}

/// The answer to one delivery at a receiver with one secret, which must queue nothing.
async fn refused(delivery: &Delivery) -> (u16, String) {
    let secret = MemorySecret::new(OLD);
    let (receiver, metrics) = receiver(&secret).await;
    let reply = answer(&receiver, delivery).await;
    assert_eq!(receiver.queue.messages(), [""; 0], "what is refused is not queued");
    let line = metrics.lock().unwrap()[0].clone();
    assert_eq!(line["WebhooksRejected"], 1, "what is refused is counted");
    let (status, problem) = problem(&reply);
    assert_eq!(
        problem["type"],
        format!("urn:profile-sync:problem:{}", line["Reason"].as_str().unwrap())
    );
    (status, line["Reason"].as_str().unwrap().to_owned())
}

fn problem(reply: &Reply) -> (u16, Value) {
    assert_eq!(reply.headers["content-type"], "application/problem+json");
    let problem: Value = serde_json::from_str(&reply.body).unwrap();
    assert_eq!(problem["status"], reply.status_code);
    assert!(!problem["detail"].as_str().unwrap().is_empty(), "it says what to do");
    (reply.status_code, problem)
}

#[tokio::test]
async fn a_genuine_event_is_queued() {
    let secret = MemorySecret::new(OLD);
    let (receiver, metrics) = receiver(&secret).await;

    assert_eq!(status(&receiver, &Delivery::new(OLD, event())).await, 202);

    let messages = receiver.queue.messages();
    let Ok(Queued::Event(message)) = Queued::from_json(&messages[0]) else { panic!("an event") };
    assert_eq!((message.event_id.as_str(), message.received_at), (ID, NOW));
    let queued: Value = serde_json::from_str(&message.payload).unwrap();
    let sent: Value = serde_json::from_slice(&event()).unwrap();
    assert_eq!(queued["data"]["email_addresses"], sent["data"]["email_addresses"]);
    assert_eq!(metrics.lock().unwrap()[0]["EventsAccepted"], 1);
}

#[tokio::test]
async fn an_event_of_an_unknown_type_is_queued_too() {
    let secret = MemorySecret::new(OLD);
    let (receiver, _) = receiver(&secret).await;

    assert_eq!(status(&receiver, &Delivery::new(OLD, sample("unknown-type.json"))).await, 202);

    assert_eq!(receiver.queue.messages().len(), 1);
}

#[tokio::test]
async fn one_time_codes_are_acknowledged_and_go_nowhere() {
    let secret = MemorySecret::new(OLD);
    let (receiver, metrics) = receiver(&secret).await;

    for name in ["email.created.json", "sms.created.json"] {
        assert_eq!(status(&receiver, &Delivery::new(OLD, sample(name))).await, 202, "{name}");
    }

    assert_eq!(receiver.queue.messages(), [""; 0]);
    assert_eq!(metrics.lock().unwrap()[1]["EventsDropped"], 1);
}

#[tokio::test]
async fn private_metadata_stays_behind() {
    let secret = MemorySecret::new(OLD);
    let (receiver, _) = receiver(&secret).await;
    assert!(String::from_utf8(event()).unwrap().contains("PLANTED-PRIVATE-METADATA"));

    status(&receiver, &Delivery::new(OLD, event())).await;

    assert!(!receiver.queue.messages()[0].contains("PLANTED-PRIVATE-METADATA"));
}

#[tokio::test]
async fn a_base64_body_is_verified_as_the_bytes_it_stands_for() {
    let secret = MemorySecret::new(OLD);
    let (receiver, _) = receiver(&secret).await;
    let delivery = Delivery { base64: true, ..Delivery::new(OLD, event()) };

    assert_eq!(status(&receiver, &delivery).await, 202);
}

#[tokio::test]
async fn a_header_that_http_does_not_allow_changes_nothing() {
    let secret = MemorySecret::new(OLD);
    let (receiver, _) = receiver(&secret).await;
    let delivery = Delivery::new(OLD, event()).with("x-name", "Zoë\n").with("bad name", "");

    assert_eq!(status(&receiver, &delivery).await, 202);
}

#[tokio::test]
async fn a_foreign_source_is_refused_whatever_the_headers_say() {
    let genuine = || Delivery::new(OLD, event());
    for source in ["198.51.100.7", "2001:db9::1", "nonsense", ""] {
        let delivery = Delivery { source, ..genuine() }.with("x-forwarded-for", "203.0.113.7");
        assert_eq!(refused(&delivery).await, (403, "foreign_source".to_owned()), "{source}");
    }
    let secret = MemorySecret::new(OLD);
    let (receiver, _) = receiver(&secret).await;
    for source in ["203.0.113.255", "2001:db8::1", "::ffff:203.0.113.7"] {
        assert_eq!(status(&receiver, &Delivery { source, ..genuine() }).await, 202, "{source}");
    }
}

#[tokio::test]
async fn an_empty_list_lets_everybody_try() {
    let secret = MemorySecret::new(OLD);
    let (mut receiver, _) = receiver(&secret).await;
    receiver.sources = "".parse().unwrap();
    let delivery = Delivery { source: "198.51.100.7", ..Delivery::new(OLD, event()) };

    assert_eq!(status(&receiver, &delivery).await, 202);
}

#[tokio::test]
async fn a_missing_header_is_a_bad_request() {
    for name in ["svix-id", "svix-timestamp", "svix-signature"] {
        let delivery = Delivery::new(OLD, event()).without(name);
        assert_eq!(refused(&delivery).await, (400, "missing_header".to_owned()), "{name}");
    }
}

#[tokio::test]
async fn the_headers_of_other_senders_do_not_count() {
    let mut delivery = Delivery::new(OLD, event());
    for (name, _) in &mut delivery.headers {
        *name = match *name {
            "svix-id" => "webhook-id",
            "svix-timestamp" => "webhook-timestamp",
            _ => "webhook-signature",
        };
    }

    assert_eq!(refused(&delivery).await.0, 400);
}

#[tokio::test]
async fn an_id_that_is_none_is_a_bad_request() {
    for id in ["", "with space", "é", &"x".repeat(129)] {
        let delivery = Delivery::new(OLD, event()).with("svix-id", id);
        assert_eq!(refused(&delivery).await, (400, "bad_header".to_owned()), "{id:?}");
    }
}

#[tokio::test]
async fn a_body_that_is_no_event_is_a_bad_request_once_its_signature_is_right() {
    for name in ["malformed.txt", "not-an-event.json"] {
        let delivery = Delivery::new(OLD, sample(name));
        assert_eq!(refused(&delivery).await, (400, "not_an_event".to_owned()), "{name}");
        let unsigned = Delivery::new(NEW, sample(name));
        assert_eq!(refused(&unsigned).await.0, 401, "nothing unverified is parsed");
    }
}

#[tokio::test]
async fn a_body_that_is_not_utf8_is_a_bad_request() {
    let delivery = Delivery { base64: true, ..Delivery::new(OLD, sample("not-utf8.bin")) };

    assert_eq!(refused(&delivery).await, (400, "not_utf8".to_owned()));
}

#[tokio::test]
async fn a_wrong_signature_is_refused() {
    let genuine = || Delivery::new(OLD, event());
    let signature = genuine().header("svix-signature");
    let value = signature.strip_prefix("v1,").unwrap();
    let mut changed = genuine();
    changed.body.push(b' ');
    for delivery in [
        changed,
        Delivery::new(NEW, event()),
        genuine().with("svix-id", "msg_another"),
        genuine().with("svix-signature", ""),
        genuine().with("svix-signature", value),
        genuine().with("svix-signature", &format!("v2,{value}")),
        genuine().with("svix-signature", &format!("v1,{}", &value[..value.len() - 4])),
        genuine().with("svix-signature", "v1,not/base64!"),
    ] {
        let signature = delivery.header("svix-signature");
        assert_eq!(refused(&delivery).await, (401, "wrong_signature".to_owned()), "{signature}");
    }
}

#[tokio::test]
async fn one_right_signature_among_several_is_enough() {
    let secret = MemorySecret::new(OLD);
    let (receiver, _) = receiver(&secret).await;
    let delivery = Delivery::new(OLD, event());
    let signature = delivery.header("svix-signature");
    let other = Delivery::new(NEW, event()).header("svix-signature");

    let both = delivery.with("svix-signature", &format!("v1a,AAAA {other} {signature}"));

    assert_eq!(status(&receiver, &both).await, 202);
}

#[tokio::test]
async fn a_timestamp_more_than_five_minutes_off_is_refused() {
    let now = unix_now();
    for offset in [-310, 310] {
        let delivery = Delivery::at(OLD, event(), now + offset);
        assert_eq!(refused(&delivery).await, (401, "wrong_timestamp".to_owned()), "{offset}");
    }
    for text in ["", "soon", "1.5", "-", "99999999999999999999"] {
        let delivery = Delivery::new(OLD, event()).with("svix-timestamp", text);
        assert_eq!(refused(&delivery).await.0, 401, "{text:?}");
    }
    let secret = MemorySecret::new(OLD);
    let (receiver, _) = receiver(&secret).await;
    for offset in [-290, 290] {
        let delivery = Delivery::at(OLD, event(), now + offset);
        assert_eq!(status(&receiver, &delivery).await, 202, "{offset}");
    }
}

#[tokio::test]
async fn a_body_over_256_kib_is_too_large() {
    let padded = |size: usize| {
        let mut body = br#"{"type":"user.updated","data":{"id":"user_1"}}"#.to_vec();
        body.resize(size, b' ');
        Delivery::new(OLD, body)
    };

    assert_eq!(refused(&padded(256 * 1024 + 1)).await, (413, "too_large".to_owned()));

    let secret = MemorySecret::new(OLD);
    let (receiver, _) = receiver(&secret).await;
    assert_eq!(status(&receiver, &padded(256 * 1024)).await, 202);
}

#[tokio::test]
async fn a_full_queue_makes_svix_try_again() {
    let secret = MemorySecret::new(OLD);
    let (receiver, metrics) = receiver(&secret).await;
    receiver.queue.set_full(true);

    let reply = answer(&receiver, &Delivery::new(OLD, event())).await;

    assert_eq!(problem(&reply).0, 503);
    assert_eq!(metrics.lock().unwrap()[0]["QueueFailures"], 1);
    receiver.queue.set_full(false);
    assert_eq!(status(&receiver, &Delivery::new(OLD, event())).await, 202);
}

#[tokio::test]
async fn rotation_refuses_nothing_and_shows_which_secret_is_in_use() {
    let secret = MemorySecret::new(&format!("{OLD}\n{NEW}\n"));
    let (receiver, metrics) = receiver(&secret).await;

    assert_eq!(status(&receiver, &Delivery::new(OLD, event())).await, 202);
    assert_eq!(status(&receiver, &Delivery::new(NEW, event())).await, 202);

    let positions: Vec<_> =
        metrics.lock().unwrap().iter().map(|it| it["Position"].clone()).collect();
    assert_eq!(positions, ["1", "2"]);
}

#[tokio::test]
async fn a_new_secret_is_read_when_a_signature_fits_none() {
    let secret = MemorySecret::new(OLD);
    let (mut receiver, _) = receiver(&secret).await;
    secret.set(Some(NEW));
    let minute = NOW.unsigned() + 60_000;

    assert_eq!(status(&receiver, &Delivery::new(NEW, event())).await, 401, "not at once");
    receiver.clock = FixedClock(Timestamp::from_millis(minute));
    assert_eq!(status(&receiver, &Delivery::new(NEW, event())).await, 202);
    assert_eq!(secret.reads(), 2);
}

#[tokio::test]
async fn wrong_signatures_cannot_make_it_read_the_secret_all_the_time() {
    let secret = MemorySecret::new(OLD);
    let (mut receiver, _) = receiver(&secret).await;

    for second in 0..180 {
        receiver.clock = FixedClock(Timestamp::from_millis(NOW.unsigned() + second * 1_000));
        assert_eq!(status(&receiver, &Delivery::new(NEW, event())).await, 401);
    }

    assert_eq!(secret.reads(), 1 + 2, "once at start, then once a minute");
}

#[tokio::test]
async fn a_secret_that_became_unreadable_leaves_the_old_one_in_use() {
    for broken in [None, Some("no secret at all")] {
        let secret = MemorySecret::new(OLD);
        let (mut receiver, _) = receiver(&secret).await;
        secret.set(broken);
        receiver.clock = FixedClock(Timestamp::from_millis(NOW.unsigned() + 60_000));

        assert_eq!(status(&receiver, &Delivery::new(NEW, event())).await, 401);
        assert_eq!(status(&receiver, &Delivery::new(OLD, event())).await, 202);
    }
}

#[tokio::test]
async fn an_unusable_secret_stops_the_start() {
    for value in [None, Some(""), Some("forty-random-characters-of-a-new-stack-00")] {
        let secret = MemorySecret::default();
        secret.set(value);

        let error = SigningSecrets::load(&secret, &FixedClock(NOW)).await.unwrap_err();

        assert!(error.to_string().contains("CLERK_WEBHOOK_SECRET_ID"));
        assert!(value.is_none_or(|it| it.is_empty() || !error.to_string().contains(it)));
    }
}
