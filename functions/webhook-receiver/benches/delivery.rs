//! What our code does with one genuine 4 KB event, between Lambda's runtime and the queue:
//! request, source, signature, event, message, log line, metrics, answer. No network.
//!
//! Beside it what no receiver can do without: Svix's own check of the signature.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark stops at the first surprise"
)]

use std::io;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use http::HeaderMap;
use lambda_runtime::{Context, LambdaEvent};
use profile_core::memory::MemorySecret;
use profile_core::{EventQueue, QueueError};
use profile_gateway::{Event, serve};
use profile_lambda::{Metrics, SystemClock};
use serde_json::{Value, json};
use svix::webhooks::Webhook;
use tokio::runtime::Builder;
use webhook_receiver::{Receiver, SigningSecrets};

const SECRET: &str = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";
const ID: &str = "msg_2delivery";
const EVENT: &str = include_str!("../../../events/user.created.oauth-only.json");
const SIZE: usize = 4 * 1024;

/// A queue that holds the last message only, so that it stays as small as it is.
#[derive(Default)]
struct LastMessage(Mutex<String>);

impl EventQueue for LastMessage {
    async fn enqueue(&self, body: String, _trace: Option<&str>) -> Result<(), QueueError> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = body;
        Ok(())
    }
}

fn delivery(criterion: &mut Criterion) {
    // Lines as in production, written to nowhere.
    tracing_subscriber::fmt().json().with_target(false).without_time().with_writer(io::sink).init();
    let runtime = Builder::new_current_thread().build().unwrap();
    let secret = MemorySecret::new(SECRET);
    let receiver = Receiver {
        sources: "203.0.113.0/24, 2001:db8::/32".parse().unwrap(),
        secrets: runtime.block_on(SigningSecrets::load(&secret, &SystemClock)).unwrap(),
        queue: LastMessage::default(),
        clock: SystemClock,
        metrics: Metrics::to("bench".to_owned(), "webhook-receiver", |line| {
            std::hint::black_box(line);
        }),
    };
    let body = event();
    let headers = signed(&body);
    let delivered = delivered(&headers, &body);
    let event = || {
        let event: Event = serde_json::from_value(delivered.clone()).unwrap();
        LambdaEvent::new(event, Context::default())
    };
    let handle = |request, arrival| receiver.handle(request, arrival);
    let reply = runtime.block_on(serve(event(), handle)).unwrap();
    assert_eq!(reply.status_code, 202, "only a genuine event is worth measuring");

    let mut group = criterion.benchmark_group("delivery");
    group.bench_function("handle", |bencher| {
        bencher.iter_batched(
            event,
            |event| runtime.block_on(serve(event, handle)),
            BatchSize::SmallInput,
        );
    });
    let webhook = Webhook::new(SECRET).unwrap();
    group.bench_function("verify", |bencher| {
        bencher.iter(|| webhook.verify(body.as_bytes(), &headers).expect("it is genuine"));
    });
    group.finish();
}

/// A sample, filled up with the space that JSON allows at its end.
fn event() -> String {
    assert!(EVENT.len() <= SIZE && EVENT.len() > SIZE * 9 / 10, "the sample is no longer of 4 KB");
    format!("{EVENT:SIZE$}")
}

#[expect(clippy::disallowed_methods, reason = "svix verifies by the machine's clock")]
fn signed(body: &str) -> HeaderMap {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    let signature = Webhook::new(SECRET)
        .unwrap()
        .sign(ID, i64::try_from(now).unwrap(), body.as_bytes())
        .unwrap();
    let mut headers = HeaderMap::new();
    headers.insert("svix-id", ID.parse().unwrap());
    headers.insert("svix-timestamp", now.into());
    headers.insert("svix-signature", signature.parse().unwrap());
    headers
}

/// The request as API Gateway's HTTP API (payload 2.0) hands it to the function.
fn delivered(headers: &HeaderMap, body: &str) -> Value {
    let headers: serde_json::Map<_, _> = headers
        .iter()
        .map(|(name, value)| (name.to_string(), json!(value.to_str().unwrap())))
        .collect();
    json!({
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
                "sourceIp": "203.0.113.7", "userAgent": "Svix-Webhooks/1.0",
            },
        },
        "body": body,
        "isBase64Encoded": false,
    })
}

criterion_group!(benches, delivery);
criterion_main!(benches);
