//! What our code does with one request, between Lambda's runtime and the ports: routes, token,
//! permissions, view, log line, metrics. Everything outside is in memory.
//!
//! A verified token is part of all but the first; what that takes alone, `profile-session`
//! measures.
#![expect(clippy::unwrap_used, reason = "a benchmark stops at the first surprise")]

#[path = "../tests/it/mint.rs"]
mod mint;
#[path = "../tests/it/people.rs"]
mod people;

use std::io;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use lambda_runtime::{Context, LambdaEvent};
use mint::{APP, ISSUER, Token};
use profile_api::{Api, Impersonation, Ports, Rules, router, serve};
use profile_core::memory::{
    FixedClock, MemoryBacklog, MemoryDirectory, MemoryQueue, MemorySigningKeys, MemoryStarter,
    MemoryStore,
};
use profile_core::{Outcome, SyncStore, Write};
use profile_gateway::Event;
use profile_lambda::Metrics;
use profile_session::{KeyChoice, SessionRules, Sessions};
use serde_json::{Value, json};
use tokio::runtime::Builder;

/// What `people` needs of the tests.
mod world {
    use profile_core::Timestamp;

    pub(crate) const NOW: Timestamp = Timestamp::from_millis(crate::mint::NOW * 1_000);
}

struct Doubles;

impl Ports for Doubles {
    type Store = MemoryStore;
    type Queue = MemoryQueue;
    type Backlog = MemoryBacklog;
    type Directory = MemoryDirectory;
    type Keys = Arc<MemorySigningKeys>;
    type Starter = MemoryStarter;
    type Clock = FixedClock;
}

fn request(criterion: &mut Criterion) {
    // Lines as in production, written to nowhere.
    tracing_subscriber::fmt().json().with_target(false).without_time().with_writer(io::sink).init();
    let runtime = Builder::new_current_thread().build().unwrap();
    let api = api();
    for person in people::everybody() {
        let write = Write { before: None, after: person, entry: None, outcome: Outcome::Created };
        runtime.block_on(api.store.commit(&write, None)).unwrap();
    }
    let routes = router(Arc::new(api));
    let token = Token::of(&people::clerk_id("ada")).claim("sid", "sess_bench").bearer();
    let builder = format!("/v1/builders/{}", people::id("ada"));
    let edit = json!({ "headline": "Engines that think" });

    let mut group = criterion.benchmark_group("request");
    for (name, event) in [
        ("builder", event("GET", &builder, None, None)),
        ("builder as owner", event("GET", &builder, Some(&token), None)),
        ("me", event("GET", "/v1/me", Some(&token), None)),
        ("edit", event("PATCH", &builder, Some(&token), Some(&edit))),
    ] {
        let one = || {
            LambdaEvent::new(
                serde_json::from_value::<Event>(event.clone()).unwrap(),
                Context::default(),
            )
        };
        let reply = runtime.block_on(serve(routes.clone(), one())).unwrap();
        assert_eq!(reply.status_code, 200, "only a good request is worth measuring");
        group.bench_function(name, |bencher| {
            bencher.iter_batched(
                one,
                |event| runtime.block_on(serve(routes.clone(), event)),
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

fn api() -> Api<Doubles> {
    let rules = SessionRules {
        issuer: ISSUER.to_owned(),
        parties: vec![APP.to_owned()],
        allow_missing_azp: false,
    };
    let keys = Arc::new(MemorySigningKeys::new(&mint::key_set()));
    Api {
        store: MemoryStore::default(),
        queue: MemoryQueue::default(),
        backlog: MemoryBacklog::default(),
        directory: MemoryDirectory::default(),
        sessions: Sessions::new(rules, KeyChoice::Jwks(keys)).unwrap(),
        starter: MemoryStarter::default(),
        clock: FixedClock(world::NOW),
        metrics: Metrics::to("bench".to_owned(), "profile-api", |line| {
            std::hint::black_box(line);
        }),
        rules: Rules { impersonation: Impersonation::ReadOnly, reverification_minutes: 10 },
    }
}

/// A request as API Gateway's HTTP API (payload 2.0) hands it to the function.
fn event(method: &str, path: &str, token: Option<&str>, body: Option<&Value>) -> Value {
    let mut headers = json!({
        "accept": "*/*", "content-type": "application/json", "host": "api.example.com",
        "if-match": "*", "user-agent": "bench/1.0", "x-forwarded-for": "203.0.113.7",
    });
    if let Some(token) = token {
        headers["authorization"] = json!(token);
    }
    json!({
        "version": "2.0", "routeKey": format!("{method} {path}"), "rawPath": path,
        "rawQueryString": "", "headers": headers,
        "requestContext": {
            "http": { "method": method, "path": path, "sourceIp": "203.0.113.7" },
            "requestId": "JKJaXmPLvHcESHA=", "stage": "$default",
        },
        "body": body.map(ToString::to_string), "isBase64Encoded": false,
    })
}

criterion_group!(benches, request);
criterion_main!(benches);
